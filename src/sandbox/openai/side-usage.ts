import { valuesOf, type Ask } from '../http.js';
import { hash } from '../random.js';
import { DAY } from '../world.js';
import type { BucketQuery } from './buckets.js';
import { textOf, type ListWorld } from './lists/list.js';
import type { ProjectKey } from './records.js';
import { grouped } from './results.js';
import { requestsIn, spanOf } from './usage.js';
import { FILTERS, type Dimension, type UsageKind } from './usage-kinds.js';

/** What one key does of one kind: always of the same model, size and so on. */
interface Doing {
  readonly names: Readonly<Record<Dimension, string>>;
  readonly series: { readonly number: number; readonly perDay: number; readonly jumps: readonly never[] };
  readonly unit: number;
  readonly from: number;
  readonly to: number;
}

/** What a key does of a kind; undefined where it does nothing of it. */
function doingOf(
  kind: UsageKind,
  key: ProjectKey,
  stores: readonly string[],
  now: number,
): Doing | undefined {
  const bits = hash(kind.id, key.id);
  if (key.firstUsedAt === null || bits % 100 >= kind.share) return undefined;
  const pick = (values: readonly string[] = [], shift: number): string =>
    values[(bits >>> shift) % Math.max(1, values.length)] ?? '';
  const { traits } = kind;
  return {
    names: {
      project_id: key.projectId,
      user_id: key.owner.id,
      api_key_id: key.id,
      model: pick(traits.model, 3),
      size: pick(traits.size, 5),
      source: pick(traits.source, 7),
      context_level: pick(traits.context_level, 9),
      vector_store_id: pick(stores, 11),
    },
    series: { number: bits >>> 2, perDay: 3 + (bits % 89), jumps: [] },
    unit: 1 + ((bits >>> 8) % 100),
    ...spanOf(key, now),
  };
}

/** The rows of one bucket of a usage endpoint: one for each group, none where nothing happened. */
export function sideResults(
  ask: Ask,
  query: BucketQuery,
  kind: UsageKind,
  world: ListWorld,
  keys: readonly ProjectKey[],
) {
  const stores = world.rows('vectorStores').map((store) => textOf(store));
  const filters = kind.groupBy.map((name) => [name, new Set(valuesOf(ask, FILTERS[name]))] as const);
  const doings = keys
    .flatMap((key) => doingOf(kind, key, stores, world.now()) ?? [])
    .filter(({ from, to }) => to > query.start - query.width && from < query.end)
    .filter(({ names }) => filters.every(([name, set]) => set.size === 0 || set.has(names[name])));
  return (start: number, end: number): readonly unknown[] => {
    const done = doings
      .map((doing) => {
        const [from, to] = [Math.max(start, doing.from), Math.min(end, doing.to)];
        return { doing, requests: requestsIn(doing.series, world.seed, from, to) };
      })
      .filter(({ requests }) => requests > 0);
    const read = ({ doing }: (typeof done)[number], name: Dimension): string => doing.names[name];
    const asked = kind.groupBy.filter((name) => query.groupBy.includes(name));
    return grouped(done, asked, read).map((group) => {
      const sums: Record<string, number> = {};
      for (const { doing, requests } of group) {
        for (const [name, amount] of Object.entries(kind.measure(requests, doing.unit))) {
          sums[name] = (sums[name] ?? 0) + amount;
        }
      }
      const named = kind.groupBy.map((name) => [
        name,
        asked.includes(name) && group[0] !== undefined ? read(group[0], name) : null,
      ]);
      return {
        object: kind.object,
        ...sums,
        ...(Object.fromEntries(named) as Record<string, string | null>),
      };
    });
  };
}

/**
 * The rows of the vector store endpoint, which reports a level and no flow: what lay in the stores in that bucket. The stores
 * that are listed belong to one project; some of the others have stores that the project key does not see.
 */
export function storeResults(ask: Ask, query: BucketQuery, world: ListWorld) {
  const asked = new Set(valuesOf(ask, 'project_ids'));
  const projects = world.data.projects.filter(({ id }) => asked.size === 0 || asked.has(id));
  const bytesOf = (id: string, createdAt: number, end: number): number => {
    if (id !== world.data.home)
      return createdAt < end && hash(id) % 3 === 0 ? (hash(id) % 900) * 1_048_576 : 0;
    return world.rows('vectorStores').reduce((sum, store) => {
      const files = world.rows('vectorStores.files', textOf(store));
      return files.reduce(
        (part, file) => (Number(file['created_at']) < end ? part + Number(file['usage_bytes']) : part),
        sum,
      );
    }, 0);
  };
  return (_start: number, end: number): readonly unknown[] => {
    const rows = projects
      .map(({ id, createdAt, archivedAt }) => ({
        id,
        bytes: archivedAt !== null && archivedAt < end - DAY ? 0 : bytesOf(id, createdAt, end),
      }))
      .filter(({ bytes }) => bytes > 0);
    return grouped(rows, query.groupBy, ({ id }) => id).map((group) => ({
      object: 'organization.usage.vector_stores.result',
      usage_bytes: group.reduce((sum, { bytes }) => sum + bytes, 0),
      project_id: query.groupBy.length > 0 ? (group[0]?.id ?? null) : null,
    }));
  };
}

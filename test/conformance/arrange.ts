import type { CatalogEntry } from '../../src/cli/catalog.js';
import { parentOf, pathParams } from '../../src/cli/parents.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { walked, type Recorded } from './walks.js';

/** Parameters of one call, by their wire names. */
export type Params = Readonly<Record<string, unknown>>;

/** Resources that stand in a path and that no list of the vendor tells: the sandbox says which there are. */
const UNLISTED: Readonly<Record<string, readonly [list: string, field: string]>> = {
  'openai {conversation_id}': ['conversations', 'id'],
  'openai {response_id}': ['responses', 'id'],
  'openai /threads/{thread_id}': ['threads', 'id'],
  'openai {batch_id}': ['vectorStores.fileBatches', 'id'],
  'openai {fine_tuned_model_checkpoint}': ['fineTuning.jobs.checkpoints', 'fine_tuned_model_checkpoint'],
  'keywordsai {log_id}': ['requestLogs', 'unique_id'],
  'cobo {wallet_id}': ['wallets', 'uuid'],
};

const DAY_MS = 86_400_000;

/** Parameters that a list cannot do without, or that make it say more. */
const usual = (entry: CatalogEntry, now: Date): Params => {
  const since = new Date(now.getTime() - 40 * DAY_MS);
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  const known: Params = {
    start_time: since,
    date: { start: day(new Date(now.getTime() - 80 * DAY_MS)), end: day(now) },
    owner_project_access: 'any',
    roles: ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only'],
    symbol: 'USDC',
    asset_coins: ['ETH', 'BTC'],
    range: '7d',
  };
  return Object.fromEntries(
    Object.entries(entry.params).flatMap(([name, { required, place, type }]) => {
      const wanted = required || ['date', 'owner_project_access', 'roles'].includes(name);
      // Keywords AI has a `date` too, of another kind.
      const fits = name !== 'date' || type.startsWith('range');
      return wanted && place !== 'path' && fits && name in known ? [[name, known[name]]] : [];
    }),
  );
};

const unlisted = (
  box: Sandbox,
  { provider, path }: CatalogEntry,
  name: string,
  before: Params,
): readonly string[] | undefined => {
  const upTo = path.slice(0, path.indexOf(`{${name}}`) + name.length + 2);
  const [list, field] = UNLISTED[`${provider} ${upTo}`] ?? UNLISTED[`${provider} {${name}}`] ?? [];
  if (list === undefined || field === undefined) return undefined;
  const items = box.control.items(provider, list as never);
  // Resources below another one name it, as the path does.
  const within = items.filter((item) =>
    Object.entries(before).every(([key, value]) => !(key in item) || item[key] === value),
  );
  return within.map((item) => String(item[field] ?? item['id']));
};

/** Most values of a path parameter that are looked through for a list with items. */
const TRIES = 200;

/** The values that a path parameter can take, given those before it. */
const valuesOf = async (
  box: Sandbox,
  recorded: Recorded,
  entry: CatalogEntry,
  name: string,
  before: Params,
): Promise<readonly string[]> => {
  const known = unlisted(box, entry, name, before);
  if (known !== undefined) return known.slice(0, TRIES);
  const parent = parentOf(entry, name);
  if (parent === undefined) throw new Error(`${entry.id}: nothing tells what {${name}} may be`);
  const given = Object.fromEntries(pathParams(parent.entry).map((each) => [each, before[each]]));
  const params = { ...usual(parent.entry, box.control.now()), ...given };
  const { items } = await walked(recorded, parent.entry, params, { maxItems: TRIES });
  const ids = items.flatMap((item) => parent.idOf(parent.entry.encode(item)) ?? []);
  return ids.slice(0, TRIES);
};

const eachPath = async (
  box: Sandbox,
  recorded: Recorded,
  entry: CatalogEntry,
  names: readonly string[],
  before: Params,
): Promise<readonly Params[]> => {
  const [name, ...others] = names;
  if (name === undefined) return [before];
  const found: Params[] = [];
  for (const value of await valuesOf(box, recorded, entry, name, before)) {
    found.push(...(await eachPath(box, recorded, entry, others, { ...before, [name]: value })));
    if (found.length >= TRIES) break;
  }
  return found;
};

/** The parameters with which a list can be called on a sandbox, each with another parent. */
export const callsOf = async (
  box: Sandbox,
  recorded: Recorded,
  entry: CatalogEntry,
): Promise<readonly Params[]> => {
  const own = usual(entry, box.control.now());
  return eachPath(box, recorded, entry, pathParams(entry), own);
};

import { diceOf } from '../random.js';
import type { ProviderWorld } from '../http.js';
import type { WireItem } from '../types.js';
import { takeOut, type WorldConfig } from '../world.js';
import {
  accountOf,
  allKeys,
  buildOpenAi,
  makeAccount,
  makeAdminKey,
  makeKey,
  makeMember,
  makeProject,
  type OpenAiData,
} from './build.js';
import { auditRow } from './lists/audit-logs.js';
import { listOf, LISTS, type ListWorld, type OpenAiList } from './lists/index.js';
import type { ProjectKey } from './records.js';
import { spendOf } from './spend.js';
import { spike, stageIncidents } from './incidents.js';
import { inOrder, keyOf, shelvesFor, type Shelves } from './shelves.js';

/** A burst is as much as this part of a day: more than the busiest hour. */
const BURST = 4;

/** The organization's data and all its lists. */
export interface OpenAiWorld extends ProviderWorld, ListWorld {
  readonly shelves: Shelves;
}

/** What changes the world. */
interface Change {
  readonly config: WorldConfig;
  readonly world: ListWorld;
  readonly shelves: Shelves;
  /** How many items were inserted so far. */
  inserted: number;
}

/** The organization's data and how it changes. */
export function openAiWorld(config: WorldConfig): OpenAiWorld {
  const data = buildOpenAi(config);
  const world: ListWorld = {
    data,
    seed: config.seed,
    scale: config.scale,
    start: config.clock.seconds(),
    now: () => config.clock.seconds(),
    rows: (id, ...parents) => shelves.rows(listOf(id), parents),
  };
  const shelves = shelvesFor(world);
  const change: Change = { config, world, shelves, inserted: 0 };
  const all = (list: OpenAiList) => shelves.homes(list).map((home) => shelves.rows(list, home));
  const insert = (list: string, parent?: string): string => insertInto(change, listOf(list), parent);
  const remove = (list: string, id?: string, parent?: string): string | undefined =>
    removeFrom(change, listOf(list), id, parent);
  return {
    ...world,
    shelves,
    insert,
    remove,
    counts: () =>
      Object.fromEntries(
        LISTS.map((list) => [list.id, all(list).reduce((sum, { length }) => sum + length, 0)]),
      ),
    items: (id) => {
      const list = listOf(id);
      return all(list).flatMap((rows) => inOrder(list, rows).map((item) => shown(list, item, world)));
    },
    spend: (from, to) =>
      spendOf([...allKeys(data), ...data.gone], {
        seed: config.seed,
        now: config.clock.seconds(),
        from: Math.floor(from / 1000),
        to: Math.floor(to / 1000),
      }),
    stage: () => stageIncidents(data, config.clock.seconds()),
    spike: () => spike(data, config.clock.seconds()),
    evolve: (tick) => {
      evolveOpenAi(config, data, tick, { insert, remove });
    },
  };
}

/** An item as it is shown. */
export function shown(list: OpenAiList, item: WireItem, world: ListWorld): WireItem {
  return list.shown?.(item, world) ?? item;
}

/** The parents that are named, or the first ones there are. */
function parentsFor({ shelves }: Change, list: OpenAiList, parent?: string): readonly string[] {
  const found =
    parent === undefined
      ? shelves.homes(list)[0]
      : shelves.homes(list).find((home) => home.join('/') === parent);
  if (found === undefined) throw new Error(`the sandbox has no ${parent ?? 'parent'} for ${list.id}`);
  return found;
}

/** Items of another list come into that list first, unless one of them is not here yet. */
function insertInto(change: Change, list: OpenAiList, parent?: string): string {
  change.inserted += 1;
  if (list.rows.kind === 'live') return insertRecord(change, list.id, parent);
  const parents = parentsFor(change, list, parent);
  if (list.rows.kind === 'made') return keyOf(list, change.shelves.add(list, parents));
  const { of, join } = list.rows;
  const source = listOf(of);
  const [above = ''] = parents;
  const id = insertInto(change, source, source.below === undefined ? undefined : above);
  const item = change.world
    .rows(of, ...(source.below === undefined ? [] : [above]))
    .find((one) => keyOf(source, one) === id);
  return keyOf(
    list,
    change.shelves.add(list, parents, (making) => join(item ?? {}, making)),
  );
}

function insertRecord(change: Change, list: string, parent?: string): string {
  const { config, world, inserted } = change;
  const { data } = world;
  const dice = diceOf(config.seed, 'openai', list, inserted);
  const now = world.now();
  if (list === 'projects') {
    const project = { ...makeProject(dice, now, inserted, now), createdAt: now, archivedAt: null };
    data.projects.unshift(project);
    data.keys.set(project.id, []);
    data.accounts.set(project.id, []);
    note(change, 'project.created', { id: project.id, data: { name: project.name, title: project.name } });
    return project.id;
  }
  if (list === 'users') {
    const member = makeMember(dice, now, 10_000 + inserted);
    data.members.unshift(member);
    note(change, 'user.added', { id: member.id, data: { role: member.role } });
    return member.id;
  }
  if (list === 'adminApiKeys') {
    const key = makeAdminKey(dice, data.members, now);
    data.adminKeys.push({ ...key, usedAt: null });
    return key.id;
  }
  const project = data.projects.find(({ id, archivedAt }) =>
    parent === undefined ? archivedAt === null : id === parent,
  );
  if (project === undefined) throw new Error(`the sandbox has no project ${parent ?? 'in use'}`);
  const accounts = data.accounts.get(project.id) ?? [];
  if (list === 'projects.serviceAccounts') {
    const account = makeAccount(dice, now);
    accounts.push(account);
    return account.id;
  }
  const key = makeKey(dice, data, project, { at: now, now });
  data.keys.get(project.id)?.unshift(key);
  if (key.owner.type === 'service_account') accounts.push(accountOf(key.owner));
  note(change, 'api_key.created', { id: key.id, data: { scopes: ['api.model.request'] } });
  return key.id;
}

/** The audit log records what happens; events older than the first look at it are made then. */
function note({ shelves }: Change, type: string, detail: WireItem): void {
  shelves.add(listOf('auditLogs'), [], (making) => auditRow(making, type, detail));
}

function removeFrom(change: Change, list: OpenAiList, id?: string, parent?: string): string | undefined {
  const { shelves, world } = change;
  if (list.rows.kind === 'live') {
    const gone = removeRecord(change, list.id, id, parent);
    if (gone !== undefined) shelves.part(list.id, gone);
    return gone;
  }
  for (const home of shelves.homes(list)) {
    if (parent !== undefined && home.join('/') !== parent) continue;
    const rows = inOrder(list, world.rows(list.id, ...home));
    const item = id === undefined ? rows[0] : rows.find((row) => keyOf(list, row) === id);
    if (item === undefined) continue;
    shelves.take(list, home, keyOf(list, item));
    shelves.part(list.id, keyOf(list, item));
    return keyOf(list, item);
  }
  return undefined;
}

function removeRecord(change: Change, list: string, id?: string, parent?: string): string | undefined {
  const { data } = change.world;
  if (list === 'users') {
    const gone = takeOut(data.members, id)?.id;
    if (gone !== undefined) note(change, 'user.deleted', { id: gone });
    return gone;
  }
  if (list === 'adminApiKeys') return takeOut(data.adminKeys, id)?.id;
  if (list === 'projects') {
    const project = takeOut(data.projects, id);
    if (project === undefined) return undefined;
    retire(data, data.keys.get(project.id) ?? [], change.world.now());
    data.keys.delete(project.id);
    data.accounts.delete(project.id);
    note(change, 'project.deleted', { id: project.id });
    return project.id;
  }
  if (list === 'projects.serviceAccounts') return takeFrom(data.accounts, id, parent)?.id;
  const key = takeFrom(data.keys, id, parent);
  if (key === undefined) return undefined;
  retire(data, [key], change.world.now());
  note(change, 'api_key.deleted', { id: key.id });
  return key.id;
}

/** Takes an entry out of the list of a project, or out of the first list that has one. */
function takeFrom<A extends { readonly id: string }>(
  lists: ReadonlyMap<string, A[]>,
  id?: string,
  parent?: string,
): A | undefined {
  const home = [...lists.entries()].find(
    ([project, list]) =>
      (parent === undefined || project === parent) &&
      (id === undefined ? list.length > 0 : list.some((one) => one.id === id)),
  );
  return home === undefined ? undefined : takeOut(home[1], id);
}

function retire(data: OpenAiData, keys: readonly ProjectKey[], now: number): void {
  for (const key of keys) {
    key.goneAt = now;
    if (key.firstUsedAt !== null) data.gone.push(key);
  }
}

/** Of four ticks, the first brings a project key, the third takes one, the fourth swaps the oldest admin key for a new one. */
function evolveOpenAi(
  config: WorldConfig,
  data: OpenAiData,
  tick: number,
  change: Pick<ProviderWorld, 'insert' | 'remove'>,
): void {
  const dice = diceOf(config.seed, 'openai', 'tick', tick);
  const keys = allKeys(data);
  if (tick % 4 === 1) change.insert('projects.apiKeys');
  if (tick % 4 === 0) change.insert('adminApiKeys');
  if (tick % 4 === 3) change.remove('projects.apiKeys', keys[dice.int(0, keys.length - 1)]?.id);
  if (tick % 4 === 0) change.remove('adminApiKeys');
  if (tick % 5 === 0) {
    const unused = keys.find((key) => key.firstUsedAt === null);
    if (unused !== undefined) unused.firstUsedAt = config.clock.seconds() - 1;
  }
  if (tick % 7 === 0) {
    const busy = keys.filter((key) => key.firstUsedAt !== null && key.restsSince === undefined);
    const series = busy[dice.int(0, Math.max(0, busy.length - 1))]?.series[0];
    series?.jumps.push({ at: config.clock.seconds() - 1, requests: Math.ceil(series.perDay / BURST) });
  }
}

import { diceOf } from '../random.js';
import type { ProviderWorld } from '../http.js';
import { takeOut, type WorldConfig } from '../world.js';
import { buildOpenAi, makeAdminKey, makeKey, makeMember, makeProject, type OpenAiData } from './build.js';
import { adminKeyWire, memberWire, projectKeyWire, projectWire, type ProjectKey } from './records.js';

/** The organization's data and how it changes. */
export function openAiWorld(config: WorldConfig): ProviderWorld & { readonly data: OpenAiData } {
  const data = buildOpenAi(config);
  let inserted = 0;
  const insert = (list: string, parent?: string): string => {
    inserted += 1;
    return insertInto(config, data, list, parent, inserted);
  };
  const remove = (list: string, id?: string, parent?: string): string | undefined =>
    removeFrom(data, list, config.clock.seconds(), id, parent);
  return {
    data,
    insert,
    remove,
    counts: () => ({
      projects: data.projects.length,
      users: data.members.length,
      adminApiKeys: data.adminKeys.length,
      'projects.apiKeys': allKeys(data).length,
    }),
    items: (list) => itemsOf(data, list, config.clock.seconds()),
    evolve: (tick) => {
      evolveOpenAi(config, data, tick, { insert, remove });
    },
  };
}

/** Every key of every project. */
export function allKeys(data: OpenAiData): ProjectKey[] {
  return [...data.keys.values()].flat();
}

function itemsOf(data: OpenAiData, list: string, now: number) {
  if (list === 'projects') return data.projects.map(projectWire);
  if (list === 'users') return data.members.map(memberWire);
  if (list === 'adminApiKeys') return data.adminKeys.map(adminKeyWire);
  return allKeys(data).map((key) => projectKeyWire(key, now));
}

function insertInto(
  config: WorldConfig,
  data: OpenAiData,
  list: string,
  parent: string | undefined,
  number: number,
): string {
  const dice = diceOf(config.seed, 'openai', list, number);
  const now = config.clock.seconds();
  if (list === 'projects') {
    const project = { ...makeProject(dice, now, number, now), createdAt: now, archivedAt: null };
    data.projects.unshift(project);
    data.keys.set(project.id, []);
    return project.id;
  }
  if (list === 'users') {
    const member = makeMember(dice, now, 10_000 + number);
    data.members.unshift(member);
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
  const key = makeKey(dice, data, project, { at: now, now });
  data.keys.get(project.id)?.unshift(key);
  return key.id;
}

function removeFrom(
  data: OpenAiData,
  list: string,
  now: number,
  id?: string,
  parent?: string,
): string | undefined {
  if (list === 'users') return takeOut(data.members, id)?.id;
  if (list === 'adminApiKeys') return takeOut(data.adminKeys, id)?.id;
  if (list === 'projects') {
    const project = takeOut(data.projects, id);
    if (project !== undefined) {
      retire(data, data.keys.get(project.id) ?? [], now);
      data.keys.delete(project.id);
    }
    return project?.id;
  }
  const home = [...data.keys.entries()].find(
    ([project, keys]) =>
      (parent === undefined || project === parent) &&
      (id === undefined ? keys.length > 0 : keys.some((key) => key.id === id)),
  );
  const key = home === undefined ? undefined : takeOut(home[1], id);
  if (key !== undefined) retire(data, [key], now);
  return key?.id;
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
    series?.jumps.push({ at: config.clock.seconds() - 1, requests: series.perDay * 5 });
  }
}

import type { ProviderWorld } from '../http.js';
import { diceOf } from '../random.js';
import type { WorldConfig } from '../world.js';
import { buildKeygen, settle } from './data.js';
import { grouped, type List } from './list.js';
import { LISTS } from './lists/index.js';
import type { KeygenData, Machine } from './records.js';
import type { WireConfig } from './wire.js';

/** The account's data and how it changes. */
export interface KeygenWorld extends ProviderWorld {
  readonly data: KeygenData;
  /** What items are written with when links begin at a prefix. */
  wireConfig(prefix: string): WireConfig;
}

const BY_NAME: ReadonlyMap<string, List> = new Map(LISTS.map((list) => [list.name, list]));

function named(name: string): List {
  const list = BY_NAME.get(name);
  if (list === undefined) throw new Error(`the sandbox has no list ${name}`);
  return list;
}

/** Builds the account's data. */
export function keygenWorld(config: WorldConfig & { readonly account: string }): KeygenWorld {
  const data = buildKeygen(config);
  let inserted = 0;
  let newest = config.clock.ms();
  const wireConfig = (prefix: string): WireConfig => {
    let machines: ((license: { readonly id: string }) => readonly Machine[]) | undefined;
    const machinesOf = (id: string): readonly Machine[] =>
      (machines ??= grouped(data.machines, ({ license }) => [license.id]))({ id });
    const root = `${prefix}/v1`;
    const base = `${root}/accounts/${config.account}`;
    return { root, base, account: config.account, now: config.clock.ms(), machinesOf };
  };
  // New records are newer than all others, so that lists stay sorted when the clock does not move.
  const insert = (list: string, parent?: string): string => {
    settle(data);
    inserted += 1;
    newest = Math.max(config.clock.ms(), newest + 1);
    const dice = diceOf(config.seed, 'keygen', list, inserted);
    return named(list).insert({ dice, data, at: newest, number: inserted }, parent);
  };
  const remove = (list: string, id?: string, parent?: string): string | undefined => {
    settle(data);
    return named(list).remove(data, id, parent);
  };
  return {
    data,
    wireConfig,
    insert,
    remove,
    counts: () => Object.fromEntries(LISTS.map(({ name, count }) => [name, count(data)])),
    items: (list) => named(list).items(data, wireConfig('')),
    evolve: (tick) => {
      evolve(config, data, tick, { insert, remove });
    },
  };
}

/**
 * Every fourth tick a token comes and, in between, one goes; licences are used all the time, and every tick something is
 * logged.
 */
function evolve(
  config: WorldConfig,
  data: KeygenData,
  tick: number,
  change: Pick<ProviderWorld, 'insert' | 'remove'>,
): void {
  const dice = diceOf(config.seed, 'keygen', 'tick', tick);
  const hour = Math.floor(config.clock.seconds() / 60) % 60;
  for (const license of data.licenses) {
    if (license.active && license.usesPerHour > hour) license.uses += 1;
  }
  change.insert('requestLogs');
  change.insert('eventLogs');
  if (tick % 4 === 2) change.insert('tokens');
  if (tick % 4 === 1) change.remove('tokens', data.tokens[dice.int(0, data.tokens.length - 1)]?.id);
  if (tick % 6 === 3) change.insert('machines');
  if (tick % 5 === 4) change.insert('webhookEvents');
}

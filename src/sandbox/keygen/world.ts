import type { ProviderWorld } from '../http.js';
import { diceOf, type Dice } from '../random.js';
import type { WireItem } from '../types.js';
import { takeOut, type WorldConfig } from '../world.js';
import {
  buildKeygen,
  makeEntitlement,
  makeLicense,
  makeMachine,
  makePolicy,
  makeToken,
  makeUser,
} from './build.js';
import type { KeygenData, License, Machine, Policy, Stamped } from './records.js';
import {
  entitlementWire,
  licenseWire,
  machineWire,
  policyWire,
  tokenWire,
  userWire,
  type WireConfig,
} from './wire.js';

/** The account's data and how it changes. */
export interface KeygenWorld extends ProviderWorld {
  readonly data: KeygenData;
  /** What items are written with when links begin at `base`. */
  wireConfig(base: string): WireConfig;
}

/** Builds the account's data. */
export function keygenWorld(config: WorldConfig & { readonly account: string }): KeygenWorld {
  const data = buildKeygen(config);
  let inserted = 0;
  const wireConfig = (base: string): WireConfig => {
    let machines: Map<string, Machine[]> | undefined;
    const machinesOf = (id: string): readonly Machine[] =>
      (machines ??= byLicense(data.machines)).get(id) ?? [];
    return { base, account: config.account, now: config.clock.ms(), machinesOf };
  };
  const insert = (list: string, parent?: string): string => {
    inserted += 1;
    return insertInto(diceOf(config.seed, 'keygen', list, inserted), data, {
      list,
      parent,
      number: inserted,
      now: config.clock.ms(),
    });
  };
  const remove = (list: string, id?: string, parent?: string): string | undefined =>
    removeFrom(data, list, id, parent);
  return {
    data,
    wireConfig,
    insert,
    remove,
    counts: () => countsOf(data),
    items: (list) => itemsOf(data, list, wireConfig(`/v1/accounts/${config.account}`)),
    evolve: (tick) => {
      evolveKeygen(config, data, tick, { insert, remove });
    },
  };
}

function byLicense(machines: readonly Machine[]): Map<string, Machine[]> {
  const map = new Map<string, Machine[]>();
  for (const machine of machines) {
    const found = map.get(machine.license.id);
    if (found === undefined) map.set(machine.license.id, [machine]);
    else found.push(machine);
  }
  return map;
}

function countsOf(data: KeygenData): Readonly<Record<string, number>> {
  return {
    users: data.users.length,
    licenses: data.licenses.length,
    machines: data.machines.length,
    tokens: data.tokens.length,
    policies: data.policies.length,
    'policies.entitlements': data.policies.reduce((sum, { entitlements }) => sum + entitlements.length, 0),
  };
}

function itemsOf(data: KeygenData, list: string, wire: WireConfig): readonly WireItem[] {
  if (list === 'users') return data.users.map((user) => userWire(wire, user));
  if (list === 'licenses') return data.licenses.map((license) => licenseWire(wire, license));
  if (list === 'machines') return data.machines.map((machine) => machineWire(wire, machine));
  if (list === 'tokens') return data.tokens.map((token) => tokenWire(wire, token));
  if (list === 'policies') return data.policies.map((policy) => policyWire(wire, policy));
  return data.policies.flatMap(({ entitlements }) => entitlements.map((one) => entitlementWire(wire, one)));
}

interface Insertion {
  readonly list: string;
  readonly parent: string | undefined;
  readonly number: number;
  readonly now: number;
}

/** New records are never older than the newest, so that lists stay sorted when the clock stands still. */
function insertInto(dice: Dice, data: KeygenData, { list, parent, number, now }: Insertion): string {
  const at = (records: readonly Stamped[]): number => Math.max(now, (records[0]?.created ?? 0) + 1);
  if (list === 'users')
    return put(data.users, { ...makeUser(dice, at(data.users), 100_000 + number), role: 'user' });
  if (list === 'licenses') return put(data.licenses, makeLicense(dice, data, at(data.licenses)));
  if (list === 'machines') return put(data.machines, makeMachine(dice, data, at(data.machines)));
  if (list === 'tokens') return put(data.tokens, makeToken(dice, data, at(data.tokens)));
  if (list === 'policies')
    return put(data.policies, makePolicy(dice, data.products, at(data.policies), 1000 + number));
  const policy = parent === undefined ? data.policies[0] : data.policies.find(({ id }) => id === parent);
  if (policy === undefined) throw new Error(`the sandbox has no policy ${parent ?? ''}`);
  return put(policy.entitlements, makeEntitlement(dice, at(policy.entitlements), 1000 + number));
}

function put<A extends Stamped>(list: A[], record: A): string {
  list.unshift(record);
  return record.id;
}

/** What hangs on a removed record goes with it; records that a removed user owned lose their owner. */
function removeFrom(data: KeygenData, list: string, id?: string, parent?: string): string | undefined {
  if (list === 'machines') return takeOut(data.machines, id)?.id;
  if (list === 'tokens') return takeOut(data.tokens, id)?.id;
  if (list === 'users') return removeUser(data, id);
  if (list === 'licenses') return removeLicense(data, id)?.id;
  if (list === 'policies') {
    const policy = takeOut(data.policies, id);
    const orphans = data.licenses.filter((license) => license.policy === policy);
    for (const license of orphans) removeLicense(data, license.id);
    return policy?.id;
  }
  const holds = ({ entitlements }: Policy): boolean =>
    id === undefined ? entitlements.length > 0 : entitlements.some((one) => one.id === id);
  const home = data.policies.find(
    (policy) => (parent === undefined || policy.id === parent) && holds(policy),
  );
  return home === undefined ? undefined : takeOut(home.entitlements, id)?.id;
}

function removeUser(data: KeygenData, id?: string): string | undefined {
  const user = takeOut(data.users, id);
  if (user === undefined) return undefined;
  for (const owned of [...data.licenses, ...data.machines]) {
    if (owned.ownerId === user.id) owned.ownerId = null;
  }
  keep(data.tokens, ({ bearer }) => bearer.id !== user.id);
  return user.id;
}

function removeLicense(data: KeygenData, id?: string): License | undefined {
  const license = takeOut(data.licenses, id);
  keep(data.machines, (machine) => machine.license !== license);
  keep(data.tokens, ({ bearer }) => bearer.id !== license?.id);
  return license;
}

function keep<A>(list: A[], test: (entry: A) => boolean): void {
  const kept = list.filter(test);
  if (kept.length < list.length) list.splice(0, list.length, ...kept);
}

/** Every fourth tick a token comes and, in between, one goes; licences are used all the time. */
function evolveKeygen(
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
  if (tick % 4 === 2) change.insert('tokens');
  if (tick % 4 === 1) change.remove('tokens', data.tokens[dice.int(0, data.tokens.length - 1)]?.id);
  if (tick % 6 === 3) change.insert('machines');
}

import { diceOf, type Dice } from '../random.js';
import type { Row, Shelf } from '../table.js';
import type { WireItem } from '../types.js';
import { sizeOf, takeOut, type WorldConfig } from '../world.js';
import { isoOf } from './iso.js';
import { DAY_MS } from '../../records/durations.js';

/** A person or an agent. */
export interface Principal {
  readonly id: string;
  readonly created: number;
  readonly external: string;
  readonly type: 'human' | 'agent';
  readonly name: string;
  readonly ownerId: string | null;
}

/** A principal's key. */
export interface CoboKey {
  readonly id: string;
  readonly created: number;
  readonly principalId: string;
  readonly pactId: string | null;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly expires: number | null;
  readonly used: number | null;
  revoked: number | null;
}

/** Principals and keys, newest first. */
export interface Identities {
  readonly principals: Principal[];
  readonly keys: CoboKey[];
}

/** What the identities need to know of the rest of the data. */
interface IdentityHooks {
  /** A pact that a new key can be bound to. */
  readonly pactFor: (dice: Dice) => string;
  readonly principalRemoved: (id: string) => void;
}

/** The lists of the identities, and what a tick does to them. */
export interface IdentityShelves {
  readonly principals: Shelf;
  readonly agents: Shelf;
  readonly keys: Shelf;
  evolve(tick: number): void;
}

const SCOPES = ['wallet:read', 'wallet:transfer', 'pact:write', 'audit:read'] as const;

/** Builds principals and keys. */
export function identitiesOf(config: WorldConfig): Identities {
  const dice = diceOf(config.seed, 'cobo');
  const newest = config.clock.ms() - 3_600_000;
  const principals = build(sizeOf(450, config.scale), newest, (at, number) =>
    makePrincipal(dice, at, number),
  );
  const humans = principals.filter(({ type }) => type === 'human');
  const owned = principals.map((one) =>
    one.type === 'agent' ? { ...one, ownerId: anyOf(dice, humans) } : one,
  );
  const keys = build(sizeOf(900, config.scale), newest, (at) =>
    makeKey(dice, anyOf(dice, owned), at, config.clock.ms()),
  );
  return { principals: owned, keys };
}

/** The identities as lists that can change. */
export function identityShelves(
  config: WorldConfig,
  { principals, keys }: Identities,
  hooks: IdentityHooks,
): IdentityShelves {
  let inserted = 0;
  const insert = (list: 'apiKeys' | 'principals', agent = false): string => {
    inserted += 1;
    const dice = diceOf(config.seed, 'cobo', list, inserted);
    const [now, lists] = [config.clock.ms(), { principals, keys }];
    return list === 'apiKeys'
      ? insertKey(dice, lists, now, hooks)
      : insertPrincipal(dice, lists, inserted, now, agent);
  };
  const remove = (id: string | undefined): string | undefined =>
    removePrincipal({ principals, keys }, hooks, id);
  const agents = () => principals.filter(({ type }) => type === 'agent');
  const row = (one: Principal): Row => ({ id: one.id, at: one.created, wire: principalWire(one) });
  return {
    principals: { rows: () => principals.map(row), insert: () => insert('principals'), remove },
    agents: {
      rows: () => agents().map(row),
      insert: () => insert('principals', true),
      remove: (id) => remove(agents().find((one) => id === undefined || one.id === id)?.id ?? ''),
    },
    keys: {
      rows: () => keys.map((one) => ({ id: one.id, at: one.created, wire: keyWire(one) })),
      insert: () => insert('apiKeys'),
      remove: (id) => takeOut(keys, id)?.id,
    },
    evolve: (tick) => {
      evolve(config, keys, tick, () => insert('apiKeys'));
    },
  };
}

function build<A>(count: number, newest: number, make: (at: number, number: number) => A): A[] {
  return Array.from({ length: count }, (_, place) => make(newest - place * 17_000_023, count - place));
}

function anyOf(dice: Dice, list: readonly { readonly id: string }[]): string {
  return list[dice.int(0, list.length - 1)]?.id ?? '';
}

function makePrincipal(dice: Dice, at: number, number: number): Principal {
  const human = number % 6 === 0;
  return {
    id: dice.uuid(),
    created: at,
    external: `ext-${String(number)}`,
    type: human ? 'human' : 'agent',
    name: `${human ? 'operator' : 'agent'}-${String(number)}`,
    ownerId: null,
  };
}

function makeKey(dice: Dice, principalId: string, at: number, now: number): CoboKey {
  const revoked = dice.chance(0.1);
  const scopes = SCOPES.filter(() => dice.chance(0.5));
  return {
    id: dice.uuid(),
    created: at,
    principalId,
    pactId: dice.chance(0.3) ? dice.uuid() : null,
    name: `key-${dice.text(4, 'abcdefghjkmnpqrstuvwxyz')}`,
    prefix: `caw_${dice.text(6)}`,
    scopes: dice.chance(0.05) ? ['*'] : scopes.length === 0 ? ['wallet:read'] : scopes,
    expires: dice.chance(0.6) ? at + dice.int(30, 720) * DAY_MS : null,
    used: dice.chance(0.7) ? at + Math.floor((now - at) * dice.next()) : null,
    revoked: revoked ? at + Math.floor((now - at) * dice.next()) : null,
  };
}

function insertKey(dice: Dice, { principals, keys }: Identities, now: number, hooks: IdentityHooks): string {
  const at = Math.max(now, (keys[0]?.created ?? 0) + 1);
  const made = makeKey(dice, anyOf(dice, principals), at, at);
  const pactId = made.pactId === null ? null : hooks.pactFor(dice);
  keys.unshift({ ...made, pactId, used: null, revoked: null });
  return made.id;
}

function insertPrincipal(
  dice: Dice,
  { principals }: Identities,
  inserted: number,
  now: number,
  agent: boolean,
): string {
  const at = Math.max(now, (principals[0]?.created ?? 0) + 1);
  const made = makePrincipal(dice, at, 10_000 + (agent && inserted % 6 === 2 ? inserted + 1 : inserted));
  const humans = principals.filter(({ type }) => type === 'human');
  principals.unshift({ ...made, ownerId: made.type === 'agent' ? anyOf(dice, humans) : null });
  return made.id;
}

/** The keys of a removed principal go with it, and so do its agents. */
function removePrincipal(
  { principals, keys }: Identities,
  hooks: IdentityHooks,
  id?: string,
): string | undefined {
  const gone = takeOut(principals, id);
  if (gone === undefined) return undefined;
  for (const agent of principals.filter(({ ownerId }) => ownerId === gone.id))
    removePrincipal({ principals, keys }, hooks, agent.id);
  keys.splice(0, keys.length, ...keys.filter(({ principalId }) => principalId !== gone.id));
  hooks.principalRemoved(gone.id);
  return gone.id;
}

/** Every fourth tick a key comes, and every fourth one is revoked. */
function evolve(config: WorldConfig, keys: readonly CoboKey[], tick: number, insert: () => string): void {
  if (tick % 4 === 3) insert();
  if (tick % 4 !== 2) return;
  const dice = diceOf(config.seed, 'cobo', 'tick', tick);
  const alive = keys.filter(({ revoked }) => revoked === null);
  const key = alive[dice.int(0, Math.max(0, alive.length - 1))];
  if (key !== undefined) key.revoked = config.clock.ms();
}

/** A principal on the wire. */
export function principalWire(principal: Principal): WireItem {
  return {
    id: principal.id,
    external_id: principal.external,
    type: principal.type,
    name: principal.name,
    metadata: {},
    is_temporary: false,
    owner_principal_id: principal.ownerId,
    onboarding_session_id: null,
    created_at: isoOf(principal.created),
    updated_at: isoOf(principal.created),
  };
}

/** A key on the wire. */
function keyWire(key: CoboKey): WireItem {
  const used = key.used !== null && key.revoked !== null ? Math.min(key.used, key.revoked) : key.used;
  return {
    id: key.id,
    principal_id: key.principalId,
    pact_id: key.pactId,
    name: key.name,
    key_prefix: key.prefix,
    scopes: key.scopes,
    expires_at: isoOf(key.expires),
    last_used_at: isoOf(used),
    is_revoked: key.revoked !== null,
    revoked_at: isoOf(key.revoked),
    created_at: isoOf(key.created),
    updated_at: isoOf(key.revoked ?? key.created),
  };
}

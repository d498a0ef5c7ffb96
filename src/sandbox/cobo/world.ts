import type { ProviderWorld } from '../http.js';
import { diceOf, type Dice } from '../random.js';
import type { WireItem } from '../types.js';
import { sizeOf, takeOut, type WorldConfig } from '../world.js';

const DAY_MS = 86_400_000;

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
export interface CoboWorld extends ProviderWorld {
  readonly principals: Principal[];
  readonly keys: CoboKey[];
}

const SCOPES = ['wallet:read', 'wallet:transfer', 'pact:write', 'audit:read'] as const;

/** Builds principals and keys. */
export function coboWorld(config: WorldConfig): CoboWorld {
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
  let inserted = 0;
  const insert = (list: string): string => {
    inserted += 1;
    return insertInto(
      diceOf(config.seed, 'cobo', list, inserted),
      { principals: owned, keys },
      list,
      inserted,
      config.clock.ms(),
    );
  };
  return {
    principals: owned,
    keys,
    insert,
    remove: (list, id) =>
      list === 'apiKeys' ? takeOut(keys, id)?.id : removePrincipal({ principals: owned, keys }, id),
    counts: () => ({ apiKeys: keys.length, principals: owned.length }),
    items: (list) => (list === 'apiKeys' ? keys.map(keyWire) : owned.map(principalWire)),
    evolve: (tick) => {
      evolve(config, keys, tick, insert);
    },
  };
}

interface Lists {
  readonly principals: Principal[];
  readonly keys: CoboKey[];
}

function build<A>(count: number, newest: number, make: (at: number, number: number) => A): A[] {
  return Array.from({ length: count }, (_, place) => make(newest - place * 17_000_023, count - place));
}

function anyOf(dice: Dice, list: readonly { readonly id: string }[]): string {
  return list[dice.int(0, list.length - 1)]?.id ?? '';
}

function makePrincipal(dice: Dice, at: number, number: number): Principal {
  const human = number % 3 === 0;
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

function insertInto(
  dice: Dice,
  { principals, keys }: Lists,
  list: string,
  number: number,
  now: number,
): string {
  if (list === 'apiKeys') {
    const at = Math.max(now, (keys[0]?.created ?? 0) + 1);
    const key = { ...makeKey(dice, anyOf(dice, principals), at, at), used: null, revoked: null };
    keys.unshift(key);
    return key.id;
  }
  const made = makePrincipal(dice, Math.max(now, (principals[0]?.created ?? 0) + 1), 10_000 + number);
  const ownerId =
    made.type === 'agent'
      ? anyOf(
          dice,
          principals.filter(({ type }) => type === 'human'),
        )
      : null;
  principals.unshift({ ...made, ownerId });
  return made.id;
}

/** The keys of a removed principal go with it, and so do its agents. */
function removePrincipal({ principals, keys }: Lists, id?: string): string | undefined {
  const gone = takeOut(principals, id);
  if (gone === undefined) return undefined;
  for (const agent of principals.filter(({ ownerId }) => ownerId === gone.id))
    removePrincipal({ principals, keys }, agent.id);
  keys.splice(0, keys.length, ...keys.filter(({ principalId }) => principalId !== gone.id));
  return gone.id;
}

/** Every fourth tick a key comes, and every fourth one is revoked. */
function evolve(
  config: WorldConfig,
  keys: readonly CoboKey[],
  tick: number,
  insert: (list: string) => string,
): void {
  if (tick % 4 === 3) insert('apiKeys');
  if (tick % 4 !== 2) return;
  const dice = diceOf(config.seed, 'cobo', 'tick', tick);
  const alive = keys.filter(({ revoked }) => revoked === null);
  const key = alive[dice.int(0, Math.max(0, alive.length - 1))];
  if (key !== undefined) key.revoked = config.clock.ms();
}

const iso = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');

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
    created_at: iso(principal.created),
    updated_at: iso(principal.created),
  };
}

/** A key on the wire. */
export function keyWire(key: CoboKey): WireItem {
  const used = key.used !== null && key.revoked !== null ? Math.min(key.used, key.revoked) : key.used;
  return {
    id: key.id,
    principal_id: key.principalId,
    pact_id: key.pactId,
    name: key.name,
    key_prefix: key.prefix,
    scopes: key.scopes,
    expires_at: iso(key.expires),
    last_used_at: iso(used),
    is_revoked: key.revoked !== null,
    revoked_at: iso(key.revoked),
    created_at: iso(key.created),
    updated_at: iso(key.revoked ?? key.created),
  };
}

import { diceOf, type Dice } from '../random.js';
import { personOf, sizeOf, type WorldConfig } from '../world.js';
import type { Entitlement, KeygenData, License, Machine, Policy, Token, User } from './records.js';

const DAY_MS = 86_400_000;

const HEXES = '0123456789ABCDEF';

const ROLES = ['admin', 'developer', 'sales-agent', 'support-agent', 'read-only'] as const;

const KINDS: Readonly<Record<string, string>> = {
  admin: 'admin-token',
  developer: 'developer-token',
  'sales-agent': 'sales-token',
  'support-agent': 'support-token',
  'read-only': 'read-only-token',
  user: 'user-token',
};

/** The data set for a seed and a scale. */
export function buildKeygen(config: WorldConfig): KeygenData {
  const dice = diceOf(config.seed, 'keygen');
  const newest = config.clock.ms() - 3_600_000;
  const products = [dice.uuid(), dice.uuid(), dice.uuid()];
  const users = many(sizeOf(1500, config.scale, 40), newest, (at, number) => makeUser(dice, at, number));
  const policies = many(sizeOf(30, config.scale), newest - 90 * DAY_MS, (at, number) =>
    makePolicy(dice, products, at, number),
  );
  const data: KeygenData = { products, users, policies, licenses: [], machines: [], tokens: [] };
  data.licenses.push(...many(sizeOf(1200, config.scale), newest, (at) => makeLicense(dice, data, at)));
  data.machines.push(...many(sizeOf(1600, config.scale), newest, (at) => makeMachine(dice, data, at)));
  data.tokens.push(...many(sizeOf(700, config.scale), newest, (at) => makeToken(dice, data, at)));
  return data;
}

function many<A>(count: number, newest: number, make: (at: number, number: number) => A): A[] {
  return Array.from({ length: count }, (_, place) => make(newest - place * 7_211_077, count - place));
}

/** A user that was created at an instant; one in twelve is no plain user, the first of them an admin. */
export function makeUser(dice: Dice, at: number, number: number): User {
  const fate = dice.next();
  return {
    ...personOf(dice.int(0, 0xffff), number),
    id: dice.uuid(),
    created: at,
    role: number % 12 !== 5 ? 'user' : number === 5 ? 'admin' : dice.pick(ROLES),
    status: fate < 0.7 ? 'ACTIVE' : fate < 0.95 ? 'INACTIVE' : 'BANNED',
    metadata: dice.chance(0.3) ? { customerId: `cus_${String(number)}` } : {},
  };
}

/** A feature that was created at an instant. */
export function makeEntitlement(dice: Dice, at: number, number: number): Entitlement {
  return {
    id: dice.uuid(),
    created: at,
    name: `Feature ${String(number)}`,
    code: `FEATURE_${String(number)}`,
  };
}

/** A policy that was created at an instant; every ninth grants more than a page of features. */
export function makePolicy(dice: Dice, products: readonly string[], at: number, number: number): Policy {
  const features = number % 9 === 4 ? 101 + dice.int(5, 50) : dice.int(0, 8);
  const floating = dice.chance(0.4);
  return {
    id: dice.uuid(),
    created: at,
    name: `Plan ${String(number)}`,
    productId: products[number % products.length] ?? '',
    duration: dice.chance(0.7) ? 31_556_952 : null,
    floating,
    maxMachines: floating ? dice.int(2, 50) : 1,
    maxUses: dice.chance(0.3) ? 100_000 : null,
    requireHeartbeat: dice.chance(0.3),
    entitlements: Array.from({ length: features }, (_, place) =>
      makeEntitlement(dice, at - place * 1009, features - place),
    ),
  };
}

/** A licence that was created at an instant, under a policy; its key is a fake that says so. */
export function makeLicense(dice: Dice, data: KeygenData, at: number): License {
  const policy = anyOf(dice, data.policies);
  const owner = dice.chance(0.8) ? anyOf(dice, data.users).id : null;
  const blocks = Array.from({ length: 4 }, () => dice.text(6, HEXES));
  return {
    id: dice.uuid(),
    created: at,
    name: dice.chance(0.5) ? `Licence ${dice.text(4, HEXES)}` : null,
    key: `CANARY-${blocks.join('-')}-V3`,
    policy,
    ownerId: owner,
    expiry: policy.duration === null ? null : at + policy.duration * 1000,
    suspended: dice.chance(0.03),
    active: dice.chance(0.8),
    uses: dice.int(0, 5000),
    usesPerHour: dice.chance(0.5) ? dice.int(1, 90) : 0,
    metadata: dice.chance(0.3) ? { tier: dice.pick(['gold', 'silver']) } : {},
  };
}

/** A machine that was created at an instant, under a licence. */
export function makeMachine(dice: Dice, data: KeygenData, at: number): Machine {
  const license = anyOf(dice, data.licenses);
  return {
    id: dice.uuid(),
    created: at,
    fingerprint: Array.from({ length: 8 }, () => dice.text(2)).join(':'),
    name: `machine-${dice.text(4, 'abcdefghjkmnpqrstuvwxyz')}`,
    hostname: `host-${String(dice.int(1, 9999))}.example.com`,
    ip: `192.0.2.${String(dice.int(1, 254))}`,
    platform: dice.pick(['linux', 'macos', 'windows']),
    cores: dice.pick([2, 4, 8, 16]),
    memory: dice.chance(0.7) ? dice.pick([8, 16, 64]) * 1024 ** 3 : null,
    license,
    ownerId: license.ownerId,
    alive: dice.chance(0.85),
  };
}

/** A token that was created at an instant, borne by a user, a product or a licence. */
export function makeToken(dice: Dice, data: KeygenData, at: number): Token {
  const common = {
    id: dice.uuid(),
    created: at,
    name: dice.chance(0.6) ? `token ${dice.text(4, HEXES)}` : null,
    expiry: dice.chance(0.5) ? at + dice.int(30, 400) * DAY_MS : null,
  };
  const fate = dice.next();
  if (fate < 0.2) {
    return {
      ...common,
      kind: 'activation-token',
      role: 'license',
      bearer: { type: 'licenses', id: anyOf(dice, data.licenses).id },
    };
  }
  if (fate < 0.3) {
    const id = data.products[dice.int(0, data.products.length - 1)] ?? '';
    return { ...common, kind: 'product-token', role: 'product', bearer: { type: 'products', id } };
  }
  const user = anyOf(dice, data.users);
  return {
    ...common,
    kind: KINDS[user.role] ?? 'token',
    role: user.role,
    bearer: { type: 'users', id: user.id },
  };
}

function anyOf<A>(dice: Dice, list: readonly A[]): A {
  const found = list[dice.int(0, list.length - 1)];
  if (found === undefined) throw new Error('the sandbox has nothing left to attach a new item to');
  return found;
}

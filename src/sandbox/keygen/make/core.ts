import { usersOf } from '../derived.js';
import { diceOf } from '../../random.js';
import { personOf, sizeOf, type WorldConfig } from '../../world.js';
import type { Core, Entitlement, Group, License, Machine, Policy, Product, Token, User } from '../records.js';
import { anyOf, hubOf, many, oldest, sure, type CoreDesk, type Hint } from './desk.js';
import { PLATFORMS } from './names.js';
import { DAY_MS } from '../../../records/durations.js';

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

/** The core of the data set for a seed and a scale. */
export function coreOf({ seed, scale, clock }: WorldConfig): Core {
  const dice = diceOf(seed, 'keygen');
  const newest = clock.ms() - 3_600_000;
  const core: Core = {
    products: [],
    groups: [],
    loose: [],
    users: [],
    policies: [],
    licenses: [],
    machines: [],
    tokens: [],
  };
  const fill = <A>(
    list: A[],
    count: number,
    make: (desk: CoreDesk, hint: Hint) => A,
    hint: Hint = {},
  ): void => {
    const hub = hubOf(count);
    const made = many(count, newest, (at, number) =>
      make({ dice, data: core, at, number }, number <= hub ? hint : {}),
    );
    list.push(...made);
  };
  fill(core.products, sizeOf(40, scale), makeProduct);
  fill(core.groups, sizeOf(40, scale), makeGroup);
  fill(core.loose, sizeOf(60, scale), makeEntitlement);
  fill(core.users, sizeOf(1500, scale, 40), makeUser, { group: oldest(core.groups) });
  fill(core.policies, sizeOf(110, scale), makePolicy, { product: oldest(core.products) });
  fill(core.licenses, sizeOf(1200, scale), makeLicense, { user: oldest(core.users) });
  crowd(core);
  fill(core.machines, sizeOf(1600, scale), makeMachine, { license: oldest(core.licenses) });
  widen(core);
  const tokens = sizeOf(700, scale);
  const bearers = [oldest(core.licenses), oldest(core.users), oldest(core.products)] as const;
  fill(core.tokens, tokens, (desk, hint) =>
    makeToken(desk, { ...hint, ...bearerFor(desk.number, tokens, bearers) }),
  );
  return core;
}

function bearerFor(
  number: number,
  tokens: number,
  [license, user, product]: readonly [License, User, Product],
): Hint {
  const hub = hubOf(tokens);
  if (number <= hub) return { license };
  if (number <= 2 * hub) return { user };
  return number <= 3 * hub ? { product } : {};
}

/** The oldest licence is for many users, and has more features of its own than a page holds. */
function crowd({ users, licenses, loose }: Core): void {
  const license = oldest(licenses);
  const own = new Set(usersOf(license));
  license.users.push(...users.slice(-hubOf(users.length) - 1).filter((user) => !own.has(user)));
  license.entitlements.splice(0, Infinity, ...loose.slice(0, hubOf(5 * loose.length)));
}

/** A product that was created at an instant. */
export function makeProduct({ dice, at, number }: CoreDesk): Product {
  return {
    id: dice.uuid(),
    created: at,
    name: `Product ${String(number)}`,
    code: dice.chance(0.7) ? `product-${String(number)}` : null,
    strategy: number === 1 ? 'OPEN' : dice.pick(['LICENSED', 'LICENSED', 'OPEN', 'CLOSED', null]),
    url: dice.chance(0.5) ? `https://example.com/products/${String(number)}` : null,
    platforms: dice.chance(0.7) ? [dice.pick(PLATFORMS)[0], dice.pick(PLATFORMS)[0]] : null,
  };
}

/** A group that was created at an instant. */
export function makeGroup({ dice, at, number }: CoreDesk): Group {
  const limit = (): number | null => (dice.chance(0.3) ? 1000 : null);
  return {
    id: dice.uuid(),
    created: at,
    name: `Group ${String(number)}`,
    maxUsers: limit(),
    maxLicenses: limit(),
    maxMachines: limit(),
  };
}

/** A user that was created at an instant; one in twelve is no plain user, the first of them an admin. */
export function makeUser({ dice, data, at, number }: CoreDesk, { group }: Hint): User {
  const fate = dice.next();
  return {
    ...personOf(dice.int(0, 0xffff), number),
    id: dice.uuid(),
    created: at,
    role: number % 12 !== 5 ? 'user' : number === 5 ? 'admin' : dice.pick(ROLES),
    status: number === 1 || fate < 0.7 ? 'ACTIVE' : fate < 0.95 ? 'INACTIVE' : 'BANNED',
    metadata: dice.chance(0.3)
      ? { customerId: `cus_${String(number)}`, seats: dice.int(1, 9), trial: dice.chance(0.5) }
      : {},
    group: group ?? (dice.chance(0.5) ? anyOf(dice, data.groups) : null),
  };
}

/** A feature that was created at an instant; the label keeps the codes of several sets apart. */
export function makeEntitlement({ dice, at, number }: CoreDesk, _hint: Hint = {}, label = ''): Entitlement {
  return {
    id: dice.uuid(),
    created: at,
    name: `Feature ${label}${String(number)}`,
    code: `FEATURE_${label}${String(number)}`,
  };
}

/** A policy that was created at an instant; every 27th grants more than a page of features, every fifth has a pool. */
export function makePolicy(desk: CoreDesk, { product }: Hint): Policy {
  const { dice, data, at, number } = desk;
  const features = number % 27 === 4 ? 101 + dice.int(5, 50) : dice.int(0, 8);
  const floating = dice.chance(0.4);
  return {
    id: dice.uuid(),
    created: at,
    name: `Plan ${String(number)}`,
    product: product ?? sure(data.products[number % data.products.length]),
    duration: dice.chance(0.7) ? 31_556_952 : null,
    floating,
    usePool: number % 5 === 1,
    maxMachines: floating ? dice.int(2, 50) : 1,
    maxUses: dice.chance(0.3) ? 100_000 : null,
    requireHeartbeat: dice.chance(0.3),
    entitlements: many(
      features,
      at,
      (made, place) => makeEntitlement({ ...desk, at: made, number: place }, {}, `${String(number)}_`),
      1009,
    ),
  };
}

/** A licence that was created at an instant, under a policy; its key is a fake that says so. */
export function makeLicense({ dice, data, at, number }: CoreDesk, hint: Hint): License {
  const { product, user } = hint;
  const policies =
    product === undefined ? data.policies : data.policies.filter((one) => one.product === product);
  // A user who is given has licences of many policies, and so of many products.
  const policy =
    hint.policy ??
    (user === undefined
      ? dice.chance(0.04)
        ? oldest(policies)
        : anyOf(dice, policies)
      : sure(policies[number % policies.length]));
  const owner = user ?? (dice.chance(0.8) ? anyOf(dice, data.users) : null);
  const blocks = Array.from({ length: 4 }, () => dice.text(6, HEXES));
  return {
    id: dice.uuid(),
    created: at,
    name: dice.chance(0.5) ? `seat ${dice.text(4, HEXES)}` : null,
    key: `CANARY-${blocks.join('-')}-V3`,
    policy,
    owner,
    group: hint.group ?? owner?.group ?? null,
    users: dice.chance(0.1) ? [anyOf(dice, data.users)].filter((one) => one !== owner) : [],
    entitlements: dice.chance(0.15) ? [anyOf(dice, data.loose)] : [],
    expiry: policy.duration === null ? null : at + policy.duration * 1000,
    suspended: dice.chance(0.03),
    active: dice.chance(0.8),
    maxMachines: policy.maxMachines,
    uses: dice.int(0, 5000),
    usesPerHour: dice.chance(0.5) ? dice.int(1, 90) : 0,
    metadata: dice.chance(0.3) ? { tier: dice.pick(['gold', 'silver']) } : {},
  };
}

/** A licence that runs more machines than its policy allows has a limit of its own; only one that runs two of one has not. */
function widen({ licenses, machines }: Core): void {
  const counts = new Map<License, number>();
  for (const { license } of machines) counts.set(license, (counts.get(license) ?? 0) + 1);
  const countOf = (license: License): number => counts.get(license) ?? 0;
  const over = licenses.filter((each) => each.maxMachines !== null && countOf(each) > each.maxMachines);
  const spared = over.find((each) => countOf(each) === 2);
  for (const each of over) if (each !== spared) each.maxMachines = Math.ceil(countOf(each) * 1.25);
}

/** A machine that was created at an instant, under a licence. */
export function makeMachine({ dice, data, at }: CoreDesk, hint: Hint): Machine {
  const { user, product } = hint;
  const fits = (license: License): boolean =>
    (user === undefined || license.owner === user) &&
    (product === undefined || license.policy.product === product);
  const license =
    hint.license ??
    anyOf(dice, user === undefined && product === undefined ? data.licenses : data.licenses.filter(fits));
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
    owner: license.owner,
    group: hint.group ?? license.group,
    alive: dice.chance(0.85),
    metadata: dice.chance(0.2) ? { rack: dice.text(2, HEXES) } : {},
  };
}

/** A token that was created at an instant, borne by a user, a product, a licence or an environment. */
export function makeToken({ dice, data, at }: CoreDesk, hint: Hint): Token {
  const common = {
    id: dice.uuid(),
    created: at,
    name: dice.chance(0.6) ? `ci ${dice.text(4, HEXES)}` : null,
    expiry: dice.chance(0.5) ? at + dice.int(30, 400) * DAY_MS : null,
    environment: hint.environment ?? null,
  };
  const borne = (kind: string, role: string, type: string, { id }: { readonly id: string }): Token => ({
    ...common,
    kind,
    role,
    bearer: { type, id },
  });
  if (hint.environment !== undefined)
    return borne('environment-token', 'environment', 'environments', hint.environment);
  const fate = hint.license ? 0 : hint.product ? 0.2 : hint.user ? 1 : dice.next();
  if (fate < 0.2)
    return borne('activation-token', 'license', 'licenses', hint.license ?? anyOf(dice, data.licenses));
  if (fate < 0.3)
    return borne('product-token', 'product', 'products', hint.product ?? anyOf(dice, data.products));
  const user = hint.user ?? anyOf(dice, data.users);
  return borne(KINDS[user.role] ?? 'token', user.role, 'users', user);
}

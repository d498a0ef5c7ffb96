import type { Artifact, Constraint, Keyed, Package, Release } from '../records.js';
import { anyOf, sure, type Desk, type Hint } from './desk.js';
import { ARCHES, CHANNELS, ENGINES, PLATFORMS } from './names.js';
import { DAY_MS } from '../../../records/durations.js';

const FILETYPES = ['dmg', 'exe', 'zip', 'tar.gz', 'whl', 'deb'] as const;

/** The entries of a closed vocabulary, the first of them the oldest. */
export function keyedOf(
  { dice, at }: Pick<Desk, 'dice' | 'at'>,
  names: readonly (readonly [key: string, name: string])[],
): Keyed[] {
  return names
    .map(([key, name], place) => ({ id: dice.uuid(), created: at + place * 1000, key, name }))
    .reverse();
}

/** An entry that no vocabulary has. */
export function makeKeyed({ dice, at, number }: Desk): Keyed {
  return { id: dice.uuid(), created: at, key: `other-${String(number)}`, name: `Other ${String(number)}` };
}

/** A package of a product. */
export function makePackage({ dice, data, at, number }: Desk, { product }: Hint): Package {
  return {
    id: dice.uuid(),
    created: at,
    name: `Package ${String(number)}`,
    key: `package-${String(number)}`,
    engine: number % 7 === 0 ? null : sure(ENGINES[number % ENGINES.length])[0],
    product: product ?? anyOf(dice, data.products),
  };
}

/** A release of a product, in one of its packages or in none; the oldest is out. */
export function makeRelease({ dice, data, at, number }: Desk, hint: Hint): Release {
  const product = hint.product ?? anyOf(dice, data.products);
  const packs = data.packages.filter((pack) => pack.product === product);
  const channel = sure(CHANNELS[number % CHANNELS.length])[0];
  const fate = number === 1 ? 1 : dice.next();
  const numbers = [1 + Math.floor(number / 50), number % 50, number % 3] as const;
  return {
    id: dice.uuid(),
    created: at,
    product,
    pack: packs.length > 0 && dice.chance(0.7) ? anyOf(dice, packs) : null,
    name: dice.chance(0.6) ? `v${numbers.join('.')}` : null,
    description: dice.chance(0.3) ? 'Fixes and small improvements.' : null,
    channel,
    status: fate < 0.08 ? 'YANKED' : fate < 0.18 ? 'DRAFT' : 'PUBLISHED',
    tag: number % 4 === 0 ? `tag-${String(number)}` : null,
    numbers,
    prerelease: channel === 'stable' ? null : `${channel}.${String(number)}`,
    backdated: dice.chance(0.1) ? at - 3 * DAY_MS : null,
    yanked: fate < 0.08 ? at + 60_000 : null,
  };
}

/** A file of a release; the first fifty have a platform and an architecture each, so that one release can have them all. */
export function makeArtifact({ dice, data, at, number }: Desk, hint: Hint): Artifact {
  const { release, product } = hint;
  const releases =
    product === undefined ? data.releases : data.releases.filter((one) => one.product === product);
  const whole = number <= 50;
  const filetype = whole || dice.chance(0.9) ? dice.pick(FILETYPES) : null;
  return {
    id: dice.uuid(),
    created: at,
    release: release ?? anyOf(dice, releases),
    filename: `app-${String(number)}${filetype === null ? '' : `.${filetype}`}`,
    filetype,
    filesize: dice.chance(0.9) ? dice.int(1_000_000, 4_000_000_000) : null,
    platform: whole || dice.chance(0.85) ? sure(PLATFORMS[number % PLATFORMS.length])[0] : null,
    arch: whole || dice.chance(0.85) ? sure(ARCHES[number % ARCHES.length])[0] : null,
    signature: dice.chance(0.4) ? dice.text(86) : null,
    checksum: dice.chance(0.6) ? dice.text(64, '0123456789abcdef') : null,
    status: dice.pick(['UPLOADED', 'UPLOADED', 'UPLOADED', 'WAITING', 'PROCESSING', 'FAILED', 'YANKED']),
  };
}

/** An entitlement that a release asks for; the two lengths run apart, so that no pair comes twice. */
export function makeConstraint({ dice, data, at, number }: Desk, { release }: Hint): Constraint {
  return {
    id: dice.uuid(),
    created: at,
    release: release ?? sure(data.releases[number % Math.max(1, data.releases.length - 1)]),
    entitlement: sure(data.loose[number % data.loose.length]),
  };
}

import { versionOf } from '../derived.js';
import { dropPackage, dropRelease, without } from '../drop.js';
import { equal, equalOrBlank, flag, one } from '../filters.js';
import type { Filter, Shelf } from '../list.js';
import { makeArtifact, makeConstraint, makePackage, makeRelease } from '../make/catalog.js';
import { makeEntitlement } from '../make/core.js';
import type { Desk, Hint } from '../make/desk.js';
import type { Artifact, Constraint, Package, Product, Release } from '../records.js';
import { iso, item, refTo, relationsOf } from '../wire.js';
import { put } from './put.js';

/** A channel shows the steadier ones, too. */
const CUMULATIVE: Readonly<Record<string, readonly string[]>> = {
  stable: ['stable'],
  rc: ['stable', 'rc'],
  beta: ['stable', 'rc', 'beta'],
  alpha: ['stable', 'rc', 'beta', 'alpha'],
  dev: ['dev'],
};

function channel<A>(of: (record: A) => string): Filter<A> {
  return one('channel', (asked) => {
    const shown = CUMULATIVE[asked] ?? [];
    return (record) => shown.includes(of(record));
  });
}

const productIs = ({ id, code }: Product) => [id, code];

const isOpen = ({ strategy }: Product): boolean => strategy === 'OPEN';

/** Releases with one of the entitlements that are named by code or id, or with none at all. */
function constrained(name: string): Filter<Release> {
  return ({ ask, data }) => {
    const asked = ask.query.filter(([key]) => key === `${name}[]`).map(([, value]) => value);
    if (asked.length === 0) return undefined;
    const bound = new Set(data.constraints.map(({ release }) => release));
    const fits = data.constraints.filter(({ id, entitlement }) =>
      [id, entitlement.id, entitlement.code].some((value) => asked.includes(value)),
    );
    const found = new Set(fits.map(({ release }) => release));
    return (release) => found.has(release) || !bound.has(release);
  };
}

/** A release for a new record: the one it is below, else one of the product, which is made where there is none. */
export function releaseFor(desk: Desk, { release, product }: Hint): Release {
  const { releases } = desk.data;
  const found = release ?? releases.find((one) => product === undefined || one.product === product);
  return (
    found ??
    put(releases, makeRelease({ ...desk, number: 10_000 + desk.number }, { ...(product && { product }) }))
  );
}

/** Packages; they have a link `related` to themselves, and none called `self`. */
export const packages: Shelf<Package> = {
  segment: 'packages',
  noun: 'package',
  all: ({ packages: list }) => list,
  add: (desk, hint) => put(desk.data.packages, makePackage({ ...desk, number: 1000 + desk.number }, hint)),
  drop: dropPackage,
  open: () => (pack) => isOpen(pack.product),
  filters: {
    product: equal('product', ({ product }) => productIs(product)),
    engine: equal('engine', ({ engine }) => [engine]),
  },
  wire: (config, pack) => {
    const { name, key, engine } = pack;
    const { to } = relationsOf(config, 'packages', pack);
    return item(
      config,
      'packages',
      pack,
      { name, key, engine, metadata: {} },
      to('product', refTo('products', pack.product)),
      { environment: null, link: 'related' },
    );
  },
};

/** Releases. */
export const releases: Shelf<Release> = {
  segment: 'releases',
  noun: 'release',
  all: ({ releases: list }) => list,
  add: (desk, hint) => put(desk.data.releases, makeRelease({ ...desk, number: 10_000 + desk.number }, hint)),
  drop: dropRelease,
  hint: (release) => ({ release }),
  aliases: (release) => [versionOf(release), release.tag],
  open: () => (release) => isOpen(release.product),
  filters: {
    product: equal('product', ({ product }) => productIs(product)),
    package: equalOrBlank('package', ({ pack }) => [pack?.id, pack?.key]),
    engine: equalOrBlank('engine', ({ pack }) => [pack?.engine]),
    channel: channel((release) => release.channel),
    status: one(
      'status',
      (asked) =>
        ({ status }) =>
          status === asked.toUpperCase(),
    ),
    yanked: flag('yanked', ({ status }) => status === 'YANKED'),
    entitlements: constrained('entitlements'),
    constraints: constrained('constraints'),
  },
  wire: (config, release) => {
    const [major, minor, patch] = release.numbers;
    const { to, link } = relationsOf(config, 'releases', release);
    const attributes = {
      name: release.name,
      description: release.description,
      channel: release.channel,
      status: release.status,
      tag: release.tag,
      version: versionOf(release),
      semver: { major, minor, patch, prerelease: release.prerelease, build: null },
      metadata: {},
      backdated: iso(release.backdated),
      yanked: iso(release.yanked),
    };
    return item(config, 'releases', release, attributes, {
      ...to('product', refTo('products', release.product)),
      ...to('package', refTo('packages', release.pack)),
      ...link('entitlements', 'constraints', 'artifacts', 'upgrade'),
    });
  },
};

/** Artifacts; what can be downloaded has a second link, to the download. */
export const artifacts: Shelf<Artifact> = {
  segment: 'artifacts',
  noun: 'artifact',
  all: ({ artifacts: list }) => list,
  add: (desk, hint) =>
    put(
      desk.data.artifacts,
      makeArtifact({ ...desk, number: 10_000 + desk.number }, { release: releaseFor(desk, hint) }),
    ),
  drop: (data, artifact) => without(data.artifacts, artifact),
  open: () => (artifact) => isOpen(artifact.release.product),
  filters: {
    product: equal('product', ({ release }) => productIs(release.product)),
    release: equal('release', ({ release }) => [release.id, versionOf(release), release.tag]),
    channel: channel(({ release }) => release.channel),
    status: one(
      'status',
      (asked) =>
        ({ status }) =>
          status === asked.toUpperCase(),
    ),
    package: equalOrBlank('package', ({ release: { pack } }) => [pack?.id, pack?.key]),
    engine: equalOrBlank('engine', ({ release: { pack } }) => [pack?.engine]),
    filetype: equalOrBlank('filetype', ({ filetype }) => [filetype]),
    platform: equalOrBlank('platform', ({ platform }) => [platform]),
    arch: equalOrBlank('arch', ({ arch }) => [arch]),
  },
  wire: (config, artifact) => {
    const { release, created: _created, id: _id, ...attributes } = artifact;
    const { to } = relationsOf(config, 'artifacts', artifact);
    const related = `${config.base}/releases/${release.id}/artifacts/${encodeURIComponent(artifact.filename)}`;
    return item(
      config,
      'artifacts',
      artifact,
      { ...attributes, metadata: {} },
      to('release', refTo('releases', release)),
      { environment: null, ...(artifact.status === 'UPLOADED' ? { links: { related } } : {}) },
    );
  },
};

/** Constraints of releases; a new one comes with an entitlement of its own. */
export const constraints: Shelf<Constraint> = {
  segment: 'constraints',
  noun: 'constraint',
  all: ({ constraints: list }) => list,
  add: (desk, hint) => {
    const entitlement = put(desk.data.loose, makeEntitlement(desk, {}, 'NEW_'));
    return put(desk.data.constraints, { ...makeConstraint(desk, hint), entitlement });
  },
  drop: (data, constraint) => without(data.constraints, constraint),
  wire: (config, constraint) => {
    const { to } = relationsOf(config, 'constraints', constraint);
    const relations = {
      ...to('entitlement', refTo('entitlements', constraint.entitlement)),
      ...to('release', refTo('releases', constraint.release)),
    };
    return item(config, 'constraints', constraint, {}, relations, { environment: null, link: 'related' });
  },
};

import { below, grouped, top, type List } from '../list.js';
import { byAge } from '../make/desk.js';
import { entitlements } from '../shelves/policies.js';
import { artifacts, constraints, packages, releases } from '../shelves/releases.js';
import { arches, channels, engines, platforms } from '../shelves/vocabulary.js';

/** `/releases` and what is below a release, and the other lists that need no token. */
export const releaseLists: readonly List[] = [
  top(releases, {
    filters: ['product', 'package', 'engine', 'channel', 'status', 'entitlements', 'constraints', 'yanked'],
  }),
  top(artifacts, {
    filters: ['product', 'release', 'channel', 'status', 'package', 'engine', 'filetype', 'platform', 'arch'],
  }),
  top(packages, { filters: ['product', 'engine'] }),
  top(engines),
  top(platforms),
  top(arches),
  top(channels),
  below(releases, constraints, { by: ({ release }) => [release.id] }),
  below(releases, entitlements, {
    from: (data) => {
      const of = grouped(data.constraints, ({ release }) => [release.id]);
      return (release) => byAge(of(release).map(({ entitlement }) => entitlement));
    },
  }),
  below(
    releases,
    artifacts,
    { by: ({ release }) => [release.id] },
    { filters: ['status', 'filetype', 'platform', 'arch'] },
  ),
];

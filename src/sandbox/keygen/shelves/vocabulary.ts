import { without } from '../drop.js';
import type { Shelf } from '../list.js';
import { makeArtifact, makeKeyed, makePackage, makeRelease } from '../make/catalog.js';
import { sure, type Desk, type Hint } from '../make/desk.js';
import type { KeygenData, Keyed, Product } from '../records.js';
import { item } from '../wire.js';
import { put } from './put.js';
import { releaseFor } from './releases.js';

/** A word that is in use, and by whom. */
interface Use {
  readonly product: Product;
  readonly key: string | null | undefined;
}

interface Vocabulary {
  readonly segment: 'engines' | 'platforms' | 'arches' | 'channels';
  readonly noun: string;
  readonly uses: (data: KeygenData) => readonly Use[];
  /** Whether words that nobody uses are left out. */
  readonly used: boolean;
  /** Makes something that uses a word. */
  readonly use: (desk: Desk, hint: Hint, key: string) => unknown;
}

/** Words that products use, and how they are found from a product. */
interface KeyedShelf extends Shelf<Keyed> {
  readonly of: (data: KeygenData) => (product: Product) => readonly Keyed[];
}

function vocabulary({ segment, noun, uses, used, use }: Vocabulary): KeyedShelf {
  const among = (data: KeygenData, test: (use: Use) => boolean): readonly Keyed[] => {
    const keys = new Set(
      uses(data)
        .filter(test)
        .map(({ key }) => key),
    );
    return data[segment].filter(({ key }) => keys.has(key));
  };
  return {
    segment,
    noun,
    everywhere: true,
    all: (data) => (used ? among(data, () => true) : data[segment]),
    of: (data) => {
      const known = uses(data);
      return (product) => {
        const keys = new Set(known.filter((one) => one.product === product).map(({ key }) => key));
        return data[segment].filter(({ key }) => keys.has(key));
      };
    },
    open: (data) => {
      const shown = new Set(among(data, ({ product }) => product.strategy === 'OPEN'));
      return (keyed) => shown.has(keyed);
    },
    add: (desk, hint) => {
      const made = put(desk.data[segment], makeKeyed(desk));
      use({ ...desk, number: 10_000 + desk.number }, hint, made.key);
      return made;
    },
    drop: (data, keyed) => without(data[segment], keyed),
    wire: (config, keyed) =>
      item(config, segment, keyed, { name: keyed.name, key: keyed.key }, {}, { link: 'related' }),
  };
}

/** Distribution engines that some package has. */
export const engines = vocabulary({
  segment: 'engines',
  noun: 'engine',
  uses: ({ packages }) => packages.map(({ product, engine }) => ({ product, key: engine })),
  used: true,
  use: (desk, hint, key) => put(desk.data.packages, { ...makePackage(desk, hint), engine: key }),
});

/** Platforms that some release is for. */
export const platforms = vocabulary({
  segment: 'platforms',
  noun: 'platform',
  uses: ({ artifacts }) =>
    artifacts.map(({ release, platform }) => ({ product: release.product, key: platform })),
  used: true,
  use: (desk, hint, key) =>
    put(desk.data.artifacts, { ...makeArtifact(desk, { release: releaseFor(desk, hint) }), platform: key }),
});

/** Architectures. */
export const arches = vocabulary({
  segment: 'arches',
  noun: 'arch',
  uses: ({ artifacts }) => artifacts.map(({ release, arch }) => ({ product: release.product, key: arch })),
  used: false,
  use: (desk, hint, key) =>
    put(desk.data.artifacts, { ...makeArtifact(desk, { release: releaseFor(desk, hint) }), arch: key }),
});

/** Channels. */
export const channels = vocabulary({
  segment: 'channels',
  noun: 'channel',
  uses: ({ releases }) => releases.map(({ product, channel }) => ({ product, key: channel })),
  used: false,
  use: (desk, hint, key) => {
    const product = hint.product ?? sure(desk.data.products[0]);
    return put(desk.data.releases, { ...makeRelease(desk, { product }), channel: key });
  },
});

import { setImmediate as nextTurn } from 'node:timers/promises';
import { collect } from '../../support/held.js';

interface Tracked {
  readonly made: string;
  readonly of: WeakRef<{ readonly size: number }>;
}

const OWN = /src\/monitor\/(?:store|sums|views|engine|changes)\/[\w-]+\.ts$/;

/** Where a collection was made: file and function of the index, or undefined where something else made it. */
const madeAt = (): string | undefined => {
  const { stackTraceLimit } = Error;
  const prepareStackTrace: unknown = Reflect.get(Error, 'prepareStackTrace');
  try {
    // The stack as it is: to look up lines of the sources for each collection would take minutes.
    Error.prepareStackTrace = (_, sites) => sites;
    Error.stackTraceLimit = 6;
    const sites = new Error().stack as unknown as readonly NodeJS.CallSite[];
    const own = sites.find((site) => OWN.test(site.getFileName() ?? ''));
    if (own === undefined) return undefined;
    const file = (own.getFileName() ?? '').replace(/^.*src\/monitor\//, '');
    return `${file} ${own.getFunctionName() ?? own.getTypeName() ?? ''} ${String(own.getColumnNumber())}`;
  } finally {
    Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  }
};

/** Gives the number of members of collections that live, by where they were made. An empty one counts as one: somebody holds it. */
export type Sizes = () => Promise<ReadonlyMap<string, number>>;

/** Notes each `Map` and `Set` that the index makes while some work runs. */
export const tracked = async (work: (sizes: Sizes) => Promise<void>): Promise<void> => {
  const { Map: PlainMap, Set: PlainSet } = globalThis;
  const all: Tracked[] = [];
  const note = (of: { readonly size: number }): void => {
    const made = madeAt();
    if (made !== undefined) all.push({ made, of: new WeakRef(of) });
  };
  globalThis.Map = class<K, V> extends PlainMap<K, V> {
    constructor(entries?: Iterable<readonly [K, V]> | null) {
      super(entries);
      note(this);
    }
  };
  globalThis.Set = class<V> extends PlainSet<V> {
    constructor(values?: Iterable<V> | null) {
      super(values);
      note(this);
    }
  };
  const sizes: Sizes = async () => {
    // What a reference was asked for lives to the end of the turn.
    await nextTurn();
    collect();
    const sums = new PlainMap<string, number>();
    for (const { made, of } of all) {
      const size = of.deref()?.size;
      if (size !== undefined) sums.set(made, (sums.get(made) ?? 0) + size + 1);
    }
    return sums;
  };
  try {
    await work(sizes);
  } finally {
    Object.assign(globalThis, { Map: PlainMap, Set: PlainSet });
  }
};

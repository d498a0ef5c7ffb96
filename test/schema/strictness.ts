import { CATALOG } from '../../src/cli/catalog.js';
import { endpointOf } from '../support/providers.js';
import { isAnything, type Flat } from './flat.js';
import { flatCodec } from './flat-codec.js';

/** How many fields there are, and how many of them end a walk when they are not as the codec wants them. */
interface Strictness {
  /** Named fields, at every depth. */
  readonly fields: number;
  /** Paths of those that refuse the item when they are null. */
  readonly byNull: readonly string[];
  /** Paths of those that refuse the item when they are absent, while what holds them is there. */
  readonly byAbsence: readonly string[];
}

const NONE: Strictness = { fields: 0, byNull: [], byAbsence: [] };

const joined = (parts: readonly Strictness[]): Strictness => ({
  fields: parts.reduce((sum, { fields }) => sum + fields, 0),
  byNull: parts.flatMap(({ byNull }) => byNull),
  byAbsence: parts.flatMap(({ byAbsence }) => byAbsence),
});

const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Returns how strict a codec is; an element of an array is `[]` in a path, a value under any key `*`. */
export const strictnessOf = (flat: Flat, path = ''): Strictness => {
  const named = [...(flat.fields ?? [])].map(([name, { required, of }]) => {
    const [value, place] = [of(), under(path, name)];
    const own = {
      fields: 1,
      byNull: value.nullable ? [] : [place],
      byAbsence: required && !isAnything(value) ? [place] : [],
    };
    return joined([own, strictnessOf(value, place)]);
  });
  const elements = flat.item === undefined ? NONE : strictnessOf(flat.item(), `${path}[]`);
  const entries = flat.entry === undefined ? NONE : strictnessOf(flat.entry(), under(path, '*'));
  return joined([...named, elements, entries]);
};

/** The strictness of one list. */
interface ListStrictness extends Strictness {
  readonly id: string;
  readonly provider: string;
}

/** The strictness of each list and read of the vendors, by the codec of its items. */
const STRICTNESS: readonly ListStrictness[] = CATALOG.filter(({ kind }) => kind !== 'composed').map(
  ({ id, provider }) => {
    return { id, provider, ...strictnessOf(flatCodec(endpointOf(id).item)) };
  },
);

/** The strictness of all lists of a provider. */
export const strictnessFor = (provider: string): Strictness & { readonly lists: number } => {
  const own = STRICTNESS.filter((list) => list.provider === provider);
  return { lists: own.length, ...joined(own) };
};

/** A share in whole percent, rounded up: a bound that holds for it holds for what it was made of. */
export const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.ceil((100 * part) / whole);

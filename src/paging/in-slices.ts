import { either as E, option as O } from 'fp-ts';
import type { PageRequest, Paging } from './types.js';

/** One slice of a range: the query that asks for it, by wire names. */
export type Slice = Readonly<Record<string, string>>;

/** Configuration of {@link inSlices}. */
export interface SlicesConfig {
  /** How one slice is walked. */
  readonly inner: Paging;
  /** Names of the parameters that say the range: they are cut, and go out with each slice only. */
  readonly params: readonly string[];
  /** Wire name of the page size, which the length of a slice may depend on. */
  readonly size: string;
  /**
   * Returns the slices in the order of the walk, at least one: pure, and the same for the same size, since a walk that goes on
   * elsewhere cuts again. Two slices must not ask for the same.
   */
  readonly slicesOf: (size: number | undefined) => readonly Slice[];
}

/** The slices of a range for one page size, with the place of each. */
interface Cut {
  readonly slices: readonly Slice[];
  readonly indexOf: (request: PageRequest) => number | undefined;
}

const cutOf = (slices: readonly Slice[]): Cut => {
  const names = [...new Set(slices.flatMap((slice) => Object.keys(slice)))];
  const keyOf = (query: Slice): string => JSON.stringify(names.map((name) => query[name] ?? null));
  const places = new Map(slices.map((slice, index) => [keyOf(slice), index]));
  return { slices, indexOf: ({ query }) => places.get(keyOf(query)) };
};

/**
 * Returns the paging of a list whose range is cut into slices, each walked as `inner` says, one after another. The first
 * pages of later slices can be asked for ahead, so that with `concurrency` slices go side by side; items keep the order of
 * the slices. Items that two slices both give are given once.
 *
 * A slice that turns out to be longer than a page is walked to its end before the next one begins.
 *
 * @param config the slices, and how one of them is walked.
 *
 * @example
 * inSlices({ inner: nextToken(), params: ['from', 'to'], size: 'limit', slicesOf: () => [{ from: '1', to: '2' }, { from: '2', to: '3' }] });
 */
export const inSlices = ({ inner, params, size, slicesOf }: SlicesConfig): Paging => {
  const cuts = new Map<string | undefined, Cut>();
  const cutFor = (text: string | undefined): Cut => {
    const known = cuts.get(text) ?? cutOf(slicesOf(text === undefined ? undefined : Number(text)));
    cuts.set(text, known);
    return known;
  };
  const { query: fresh } = inner.first({ params: {}, size: O.none });
  /** The first requests of the slices behind the one of a request; none where it is no slice of this range. */
  const behind = function* (request: PageRequest): Generator<PageRequest, void> {
    const asked = request.query[size];
    const { slices, indexOf } = cutFor(asked);
    const at = indexOf(request) ?? slices.length;
    for (let index = at + 1; index < slices.length; index += 1) {
      yield { query: { ...fresh, ...(asked === undefined ? {} : { [size]: asked }), ...slices[index] } };
    }
  };
  return {
    family: `${inner.family} in slices`,
    items: inner.items,
    params: inner.params,
    sliced: params,
    shifts: true,
    first: (start) => {
      const { query } = inner.first(start);
      return { query: { ...query, ...cutFor(query[size]).slices[0] } };
    },
    next: (reply, request) => {
      const next = inner.next(reply, request);
      if (E.isLeft(next) || O.isSome(next.right)) return next;
      const [slice] = behind(request);
      return E.right(O.fromNullable(slice));
    },
    ahead: function* (reply, request) {
      const slices = behind(request);
      const next = inner.next(reply, request);
      const ends = E.isRight(next) && O.isNone(next.right);
      // At the end of a slice the next one is the next page itself, and not ahead.
      if (ends) slices.next();
      yield* slices;
    },
  };
};

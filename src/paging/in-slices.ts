import { either as E, option as O } from 'fp-ts';
import { aFunction, aName, checkConfig, names, optional, type Check } from './config.js';
import type { PageRequest, Paging, PagingFault } from './types.js';
import { isObject } from '../../operators/internal/isObject.js';

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
  /**
   * Returns the slice after one that is not of the cut: a walk may be in one that began when the range had another end;
   * undefined where nothing is behind it. Default: such a slice is a fault, since what is behind it is not known.
   */
  readonly behindOther?: (query: Slice) => Slice | undefined;
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

const aPaging: Check = (value) =>
  isObject(value) && 'first' in value && 'next' in value ? undefined : 'must be a paging';

const CHECKS: Readonly<Record<keyof SlicesConfig, Check>> = {
  inner: aPaging,
  params: names,
  size: aName,
  slicesOf: aFunction,
  behindOther: optional(aFunction),
};

const OTHER_RANGE: PagingFault = {
  code: 'paging-missing-cursor',
  message: 'the resume token points outside this range',
  advice: 'List again from the start, without the resume token.',
};

/** The slices of a range, cut once for each page size. */
const slicesFor = ({ slicesOf, size }: SlicesConfig): ((query: Slice) => Cut) => {
  const cuts = new Map<string | undefined, Cut>();
  return ({ [size]: text }) => {
    const known = cuts.get(text) ?? cutOf(slicesOf(text === undefined ? undefined : Number(text)));
    cuts.set(text, known);
    return known;
  };
};

/** Returns a function that gives the first requests of the slices behind the one of a request. */
const slicesBehind = ({ inner, size, behindOther }: SlicesConfig, cutFor: (query: Slice) => Cut) => {
  const fresh = inner.first({ params: {}, size: O.none });
  const enter = ({ query }: PageRequest, slice: Slice): PageRequest => ({
    ...fresh,
    query: { ...fresh.query, ...(query[size] === undefined ? {} : { [size]: query[size] }), ...slice },
  });
  return function* (request: PageRequest): Generator<PageRequest, void> {
    const { slices, indexOf } = cutFor(request.query);
    const at = indexOf(request);
    if (at === undefined) {
      const other = behindOther?.(request.query);
      if (other !== undefined) yield enter(request, other);
      return;
    }
    for (let index = at + 1; index < slices.length; index += 1) {
      yield enter(request, slices[index] ?? {});
    }
  };
};

/**
 * Returns the paging of a list whose range is cut into slices, each walked as `inner` says, one after another. The first
 * pages of later slices can be asked for ahead, so that with `concurrency` slices go side by side; items keep the order of
 * the slices. Items that two slices both give are given once.
 *
 * A slice that turns out to be longer than a page is walked to its end before the next one begins.
 *
 * @param config the slices, and how one of them is walked.
 * @throws ConfigError for a member that is wrong or not known.
 *
 * @example
 * // Two days, each with pages of its own.
 * const paging = inSlices({
 *   inner: nextToken(),
 *   params: ['from', 'to'],
 *   size: 'limit',
 *   slicesOf: () => [
 *     { from: '1', to: '2' },
 *     { from: '2', to: '3' },
 *   ],
 * });
 * console.log(paging.sliced !== undefined); // true
 */
export const inSlices = (config: SlicesConfig): Paging => {
  checkConfig('inSlices', config, CHECKS);
  const { inner, params, behindOther } = config;
  const cutFor = slicesFor(config);
  const behind = slicesBehind(config, cutFor);
  const isOther = (request: PageRequest): boolean => cutFor(request.query).indexOf(request) === undefined;
  return {
    family: `${inner.family} in slices`,
    items: inner.items,
    ...(inner.nullItems === undefined ? {} : { nullItems: inner.nullItems }),
    params: inner.params,
    ...(inner.places === undefined ? {} : { places: inner.places }),
    sliced: params,
    shifts: true,
    first: (start) => {
      const request = inner.first(start);
      return { ...request, query: { ...request.query, ...cutFor(request.query).slices[0] } };
    },
    next: (reply, request) => {
      const next = inner.next(reply, request);
      if (E.isLeft(next) || O.isSome(next.right)) return next;
      if (behindOther === undefined && isOther(request)) return E.left(OTHER_RANGE);
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

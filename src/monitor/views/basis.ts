import type { FeedRecord, Iso } from '../../records/index.js';
import type { Amount, Figure } from '../shapes.js';
import { startOf, type Span } from '../store/levels.js';
import type { Basis, SourceChoice } from '../store/feeds.js';
import type { Context } from './view.js';

type RecordType = FeedRecord['type'];

/** Returns what a figure of a span rests on. */
export const basisOf = (
  { store, now }: Context,
  types: readonly RecordType[],
  span: Pick<Span, 'level' | 'from'>,
  sources?: SourceChoice,
): Basis =>
  store.feeds.basisOf(types, now(), { level: span.level, from: startOf(span.level, span.from) }, sources);

export const isEstimated = (amounts: readonly Amount[]): boolean =>
  amounts.some(({ basis }) => basis === 'estimated');

/** How good a figure is: a floor where anything is missing, before anything else. */
export const qualityOf = (basis: Basis, estimated: boolean): Figure<unknown>['quality'] => {
  if (basis.coverage.missing.length > 0 || basis.isCut) return 'floor';
  return estimated ? 'estimated' : 'reported';
};

/** Puts a value and what it rests on together. */
export const figureOf = <A>(value: A | undefined, basis: Basis, estimated: boolean): Figure<A> => ({
  ...(value === undefined ? {} : { value }),
  quality: qualityOf(basis, estimated),
  ...asOfOf(basis),
  coverage: basis.coverage,
});

/** A member `asOf`, where it is known. */
export const asOfOf = ({ asOf }: Basis): { readonly asOf?: Iso } => (asOf === undefined ? {} : { asOf });

/** Money of no figure is no data; a list of amounts without any is the same. */
export const known = (amounts: readonly Amount[]): readonly Amount[] | undefined =>
  amounts.length === 0 ? undefined : amounts;

import { DAY, slotOf, startOf, type Span } from '../store/levels.js';
import type { Basis, SourceChoice } from '../store/feeds.js';
import type { Store } from '../store/store.js';
import { basisOf } from './basis.js';
import type { Context } from './view.js';

type Stretch = Pick<Span, 'level' | 'from'>;

/** The first of the last days of which a source has not reported costs; undefined where it has for all. */
const firstUnreported = (
  { figures }: Store,
  source: number,
  span: Stretch,
  now: number,
): number | undefined => {
  const first = slotOf(DAY, startOf(span.level, span.from));
  let unreported: number | undefined;
  for (let day = slotOf(DAY, now); day >= first && !figures.isReported(source, day); day -= 1)
    unreported = day;
  return unreported;
};

/** Whether costs of a source come by the day only, so that a window of minutes or hours cuts them. */
const isCutBy = ({ figures }: Store, source: number, { level }: Stretch): boolean =>
  level < DAY &&
  figures.resources.all.some((each) => each.source === source && !each.isMuted && each.finest === DAY);

/**
 * The stretch of use that money of a source is estimated by: from the first day that is not reported, or all of a window that cuts
 * days. Until its use has been read, nobody knows what there is to be estimated. Undefined where it rests on reports alone.
 */
const stretchOfUse = ({ store, now }: Context, source: number, span: Stretch): Stretch | undefined => {
  const feeds = store.feeds.of(source);
  const use = feeds.filter((feed) => feed.gives('usage'));
  if (use.length === 0 || !(store.figures.lanes.hasPrices || feeds.some((feed) => feed.gives('cost'))))
    return undefined;
  if (isCutBy(store, source, span)) return span;
  const day = firstUnreported(store, source, span, now());
  if (day !== undefined)
    return { level: span.level, from: Math.max(span.from, slotOf(span.level, startOf(DAY, day))) };
  return use.every(({ everRead }) => everRead) ? undefined : span;
};

const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

const joined = (names: readonly string[], a: Basis, b: Basis): Basis => {
  const missing = new Set([...a.coverage.missing, ...b.coverage.missing]);
  const named = new Set([...missing, ...a.coverage.included, ...b.coverage.included]);
  return {
    coverage: {
      included: names.filter((name) => named.has(name) && !missing.has(name)),
      missing: names.filter((name) => missing.has(name)),
    },
    asOf: earlier(a.asOf, b.asOf),
    isCut: a.isCut,
    isReady: a.isReady && b.isReady,
  };
};

/** Returns what money of a span rests on: costs, and of sources whose money is estimated in part, the use that it is estimated by. */
export const moneyBasisOf = (context: Context, span: Stretch, sources?: SourceChoice): Basis => {
  const { feeds } = context.store;
  const names = feeds.order.map((source) => feeds.sourceName(source));
  let basis = basisOf(context, ['cost'], span, sources);
  for (const source of feeds.order) {
    const stretch = sources?.has(source) === false ? undefined : stretchOfUse(context, source, span);
    if (stretch !== undefined)
      basis = joined(names, basis, basisOf(context, ['usage'], stretch, new Set([source])));
  }
  return basis;
};

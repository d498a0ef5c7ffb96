import type { FeedState } from '../store/feed-state.js';

/**
 * Why something is looked at. What the first reading of a list brings is how things are, and no change; what a later one brings
 * is news. Of the clock alone nothing is known: it adds to what else happened, and decides where nothing did.
 */
export type Cause = 'time' | 'baseline' | 'news';

const WEIGHT: Readonly<Record<Cause, number>> = { time: 0, baseline: 1, news: 2 };

/** Returns the cause that decides where there are several. */
export const strongerCause = (a: Cause | undefined, b: Cause): Cause =>
  a === undefined || WEIGHT[b] > WEIGHT[a] ? b : a;

/** Returns the cause of what a reading of a feed brings, as the feed is before its end. */
export const causeOf = ({ lastSuccessAt, everWalked }: FeedState): Cause =>
  lastSuccessAt === undefined && !everWalked ? 'baseline' : 'news';

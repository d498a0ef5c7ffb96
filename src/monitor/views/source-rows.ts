import type { SourceRow } from '../shapes.js';
import type { FeedState } from '../store/feed-state.js';
import type { Store } from '../store/store.js';
import { isoOf } from './basis.js';

/** Returns how one feed does. */
export const sourceRow = (store: Store, feed: FeedState, now: number): SourceRow => ({
  source: feed.sourceName,
  provider: store.feeds.providerOf(feed.source),
  feed: feed.info.id,
  state: feed.stateAt(now),
  records: feed.records,
  leftOut: feed.leftOut,
  ...(feed.leftOutItems.length === 0 ? {} : { leftOutItems: feed.leftOutItems }),
  ...(feed.lastSuccessAt === undefined ? {} : { lastSuccessAt: isoOf(feed.lastSuccessAt) }),
  ...(feed.asOf === undefined ? {} : { asOf: isoOf(feed.asOf) }),
  ...(feed.nextPollAt === undefined ? {} : { nextPollAt: isoOf(feed.nextPollAt) }),
  ...(feed.error === undefined ? {} : { error: feed.error }),
  requests: feed.requests,
  ...(feed.pages === undefined ? {} : { pages: feed.pages, readMs: feed.readMs }),
  ...(feed.info.gives === undefined ? {} : { gives: feed.info.gives }),
  ...(feed.info.needs === undefined ? {} : { needs: feed.info.needs }),
});

/** Returns one row for each source and feed. */
export const sourceRows = (store: Store, now: number): readonly SourceRow[] =>
  store.feeds.all.filter((feed) => !feed.isGone).map((feed) => sourceRow(store, feed, now));

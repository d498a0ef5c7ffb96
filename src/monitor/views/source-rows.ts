import type { SourceRow } from '../shapes.js';
import type { FeedState } from '../store/feed-state.js';
import type { SourceChoice } from '../store/feeds.js';
import type { Store } from '../store/store.js';
import { isoAt } from '../../records/index.js';

/** Returns how one feed does. */
export const sourceRow = (store: Store, feed: FeedState, now: number) => ({
  source: feed.sourceName,
  provider: store.feeds.providerOf(feed.source),
  feed: feed.info.id,
  state: feed.stateAt(now),
  records: feed.records,
  leftOut: feed.leftOut,
  ...(feed.leftOutItems.length === 0 ? {} : { leftOutItems: feed.leftOutItems }),
  ...(feed.lastSuccessAt === undefined ? {} : { lastSuccessAt: isoAt(feed.lastSuccessAt) }),
  ...(feed.asOf === undefined ? {} : { asOf: isoAt(feed.asOf) }),
  ...(feed.nextPollAt === undefined ? {} : { nextPollAt: isoAt(feed.nextPollAt) }),
  ...(feed.error === undefined ? {} : { error: feed.error }),
  requests: feed.requests,
  ...(feed.pages === undefined ? {} : { pages: feed.pages, readMs: feed.readMs }),
  ...(feed.info.gives === undefined ? {} : { gives: feed.info.gives }),
  ...(feed.info.needs === undefined ? {} : { needs: feed.info.needs }),
});

/** The lists that there are, those of a source one behind the other, whenever it came. */
const listsOf = ({ feeds }: Store): readonly FeedState[] => feeds.order.flatMap((source) => feeds.of(source));

/** Returns one row for each source and feed. */
export const sourceRows = (store: Store, now: number): readonly SourceRow[] =>
  listsOf(store).map((feed) => sourceRow(store, feed, now));

/** The same for a viewer who is confined to a scope: how each list is, and nothing that counts, names or quotes the things of others. */
export const sourceRowsWithin = (store: Store, now: number, seen: SourceChoice): readonly SourceRow[] =>
  listsOf(store)
    .filter((feed) => seen.has(feed.source))
    .map((feed) => {
      const { source, provider, feed: id, state, ...row } = sourceRow(store, feed, now);
      const { lastSuccessAt, asOf, nextPollAt, gives, needs } = row;
      return { source, provider, feed: id, state, lastSuccessAt, asOf, nextPollAt, gives, needs };
    });

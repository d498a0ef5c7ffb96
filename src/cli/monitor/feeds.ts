import type { Feed, FeedInfo, Window } from '../../monitor/index.js';
import { markOf } from '../../monitor/source/range.js';
import { DAY_MS } from '../../records/durations.js';

/** Which feeds of a source a command reads. */
export type PickFeed = (feed: FeedInfo) => boolean;

type Given = NonNullable<FeedInfo['gives']>[number];

/** Windows of whole days: figures by the day say all of them, and finer ones need not be asked for. */
const DAYS: readonly Window[] = ['today', '7d', '30d', 'month'];

/** Returns whether a feed gives records of one of some types. */
export const gives = ({ gives: given = [] }: FeedInfo, ...types: readonly Given[]): boolean =>
  given.some((type) => types.includes(type));

const fits = ({ widthMs }: FeedInfo, window: Window): boolean =>
  widthMs === undefined || widthMs >= DAY_MS || !DAYS.includes(window);

/** Feeds that show that somebody was active, and no figure of what that used. */
const isAudit = ({ id }: FeedInfo): boolean => id === 'auditLogs';

/** Returns the feeds that spend in a window rests on: costs, use, and the names of those who spend. */
export const spendFeeds =
  (window: Window): PickFeed =>
  (feed) =>
    gives(feed, 'cost', 'usage', 'credential', 'principal', 'project') &&
    fits(feed, window) &&
    !isAudit(feed);

/** Returns the feeds that a table of keys rests on: keys, who has them, and whether they are in use. */
export const keyFeeds =
  (window: Window): PickFeed =>
  (feed) =>
    gives(feed, 'cost', 'usage', 'credential', 'principal', 'project') && fits(feed, window);

/** Everything that is listed, and figures by the day: finer ones say the same again. */
export const dayFeeds: PickFeed = (feed) => fits(feed, 'month');

/** What is estimated goes by what a token cost in the last seven days. */
const RATE_DAYS = 7;

/** Days that a window and the one before it take at most; a month and thirty days take all that there is. */
const REACH_DAYS: Readonly<Partial<Record<Window, number>>> = { '60m': 1, '24h': 2, today: 2, '7d': 14 };

/** Returns how far back request logs are to be read for a window, in milliseconds; undefined for no further than they are anyway. */
export const logSpanOf = (window: Window, now: Date): number | undefined => {
  const days: Readonly<Partial<Record<Window, number>>> = { '7d': 7, '30d': 30, month: now.getUTCDate() };
  const count = days[window];
  return count === undefined ? undefined : count * DAY_MS;
};

/** Returns a feed of buckets whose first reading goes no further back than a window needs. */
export const reaching = (feed: Feed, window: Window): Feed => {
  const days = REACH_DAYS[window];
  if (feed.kind !== 'buckets' || days === undefined) return feed;
  const reachMs = Math.max(days, RATE_DAYS) * DAY_MS;
  return {
    ...feed,
    read: (start) => {
      const to = new Date(start.now.getTime() - reachMs);
      return feed.read({ ...start, mark: start.mark ?? markOf({ ...start, from: to, to }) });
    },
  };
};

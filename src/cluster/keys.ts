import { ConfigError } from '../http/errors.js';

export const PREFIX = 'headwater';
/** What BullMQ calls the queue of polls. */
export const QUEUE = 'polls';

/** Names of all keys in Redis. Those of a limiter or a journal are in one slot of a Redis Cluster: the part in braces. */
export const keysOf = (prefix = PREFIX) => namesUnder(checkPrefix(prefix));

/** Refuses an invalid prefix: the keys of BullMQ would have another one. */
const checkPrefix = (prefix: string): string => {
  if (prefix !== '') return prefix;
  throw new ConfigError({
    code: 'config-option-invalid',
    message: 'the prefix of a cluster must be a text that is not empty',
    advice: 'Leave it out, or name the cluster.',
  });
};

const namesUnder = (prefix: string) => ({
  limiter: (key: string): string => `${prefix}:limiter:{${key}}`,
  journal: (key: string): string => `${prefix}:journal:{${key}}`,
  /** The form of what is kept here, as the newest program wrote it. */
  version: `${prefix}:version`,
  /** Hash: what is known of each source, as JSON. */
  sources: `${prefix}:sources`,
  /** Counts what is published, of all sources. */
  seq: `${prefix}:seq`,
  /** Sorted set: the sources, by the count at which something was published of them last. */
  news: `${prefix}:news`,
  /** Sorted set: sources that are read no longer, by the count at which that was published. The last of them, for gateways that run. */
  gone: `${prefix}:gone`,
  /** The count up to which those that are read no longer are forgotten: a gateway that is further behind looks at all. */
  floor: `${prefix}:floor`,
  /** Present while somebody watches. */
  watch: `${prefix}:watch`,
  /** Hash: when somebody asked for a reading of a source last, by the clock of Redis. */
  refreshes: `${prefix}:refreshes`,
  /** Set: the sources that were asked for, and whose jobs no worker has made yet. */
  refreshing: `${prefix}:refreshing`,
  /** Held by the worker that compares the sources with the job schedulers. */
  syncing: `${prefix}:syncing`,
  /** Sorted set of BullMQ: the job schedulers, by when they are due. */
  schedulers: `${prefix}:${QUEUE}:repeat`,
  stream: (source: string): string => `${prefix}:stream:${source}`,
  /** Counts the entries that a stream ever had. */
  count: (source: string): string => `${prefix}:count:${source}`,
  /** Sorted set: the feeds that are being read, by when their leases are over. */
  places: (source: string): string => `${prefix}:places:${source}`,
  /** Present while all feeds of a source wait. */
  hold: (source: string): string => `${prefix}:hold:${source}`,
  /** Hash: what is known of the readings of a feed. */
  feed: (source: string, feed: string): string => `${prefix}:feed:${source}/${feed}`,
  /** Hash: the records that a feed holds, by uid. */
  baseline: (source: string, feed: string): string => `${prefix}:baseline:${source}/${feed}`,
  /** Hash: the totals that a feed of counters had over time, by uid. */
  totals: (source: string, feed: string): string => `${prefix}:totals:${source}/${feed}`,
});

export type Keys = ReturnType<typeof keysOf>;

/** The keys that an event of no reading is published with. */
export const announceKeys = (keys: Keys, source: string): string[] => [
  ...[keys.stream(source), keys.count(source), keys.seq, keys.news],
  ...[keys.sources, keys.gone],
];

/** All keys of a source with some feeds. */
export const keysOfSource = (keys: Keys, source: string, feeds: readonly string[]): string[] => [
  ...[keys.stream(source), keys.count(source), keys.places(source), keys.hold(source)],
  ...feeds.flatMap((feed) => keysOfFeed(keys, source, feed)),
];

export const keysOfFeed = (keys: Keys, source: string, feed: string): string[] => [
  ...[keys.feed(source, feed), keys.baseline(source, feed), keys.totals(source, feed)],
];

/** The id of a job scheduler: BullMQ takes no colons in it. */
export const schedulerId = (source: string, feed: string): string => encodeURIComponent(`${source}/${feed}`);

/** Refuses a name that names nothing, or that would end the part in braces. */
export const checkKey = (owner: string, key: string): void => {
  if (key !== '' && !/[{}]/.test(key)) return;
  throw new ConfigError({
    code: 'config-option-invalid',
    message: `${owner}: the key must be a text without braces, and not empty`,
    advice: 'Name the account, for example `acme`. Never use a credential: the key is readable in Redis.',
  });
};

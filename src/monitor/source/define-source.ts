import type { Cadence, Feed, FeedInfo, Source, SourceInfo } from '../feed.js';
import { cadenceOf, type FeedDraft } from './draft.js';

/** Which feeds a source has, and how often they are read. */
export interface SourceOptions {
  /** One interval in milliseconds for all feeds, or one for each feed's id. Default: each feed's own. */
  readonly every?: number | Readonly<Record<string, number | Cadence>> | undefined;
  /** Ids of the only feeds to read. */
  readonly only?: readonly string[] | undefined;
  /** Ids of feeds not to read. */
  readonly except?: readonly string[] | undefined;
}

/** What a source is made of. */
export interface SourceDraft
  extends SourceOptions, Pick<Source, 'budget' | 'drift$' | 'requests$' | 'requestWindows'> {
  /** Unique in a monitor, without a slash: `openai:acme`. */
  readonly name: string;
  /** The provider, for example `openai`. */
  readonly provider: string;
  /** Its lists, made by `snapshot`, `buckets`, `counters` or `events`. */
  readonly feeds: readonly FeedDraft[];
}

const quoted = (names: Iterable<string>): string => [...names].map((name) => `'${name}'`).join(', ');

const checkName = (name: string): void => {
  if (name === '' || name.includes('/'))
    throw new RangeError(`the name of a source must be a text without a slash, got '${name}'`);
};

const checkIds = (name: string, ids: readonly string[], known: ReadonlySet<string>, option: string): void => {
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new RangeError(
    `source '${name}': ${option} names ${quoted(unknown)}, which is not one of its feeds: ${quoted(known)}`,
  );
};

const withIds = (name: string, drafts: readonly FeedDraft[]): readonly Feed[] => {
  const feeds = drafts.map((draft, at): Feed => ({
    ...draft,
    id: draft.id ?? `${draft.kind}-${String(at + 1)}`,
  }));
  const ids = new Set(feeds.map(({ id }) => id));
  if (ids.size < feeds.length) throw new RangeError(`source '${name}': two feeds have the same id`);
  return feeds;
};

const ownEvery = (
  every: Readonly<Record<string, number | Cadence>>,
  id: string,
): number | Cadence | undefined => (Object.hasOwn(every, id) ? every[id] : undefined);

const everyOf = (every: SourceOptions['every'], feed: Feed): Cadence => {
  const own = typeof every === 'object' ? ownEvery(every, feed.id) : every;
  return own === undefined ? feed.every : cadenceOf(own);
};

/**
 * Returns a source: an account at a provider, as a list of feeds that a monitor reads. Nothing is sent.
 *
 * @param draft `name`, `provider` and `feeds` (made by `snapshot`, `buckets`, `counters` or `events`) are required; `every`,
 * `only` and `except` choose among the feeds
 * @throws RangeError where the name is empty or has a slash, two feeds have one id, or an option names no feed
 *
 * @example
 * const mine = defineSource({
 *   name: 'acme',
 *   provider: 'acme',
 *   feeds: [snapshot(() => acme.list(widgets), { every: 60_000, records: credentialOf })],
 * });
 * console.log(mine.feeds.map(({ id }) => id)); // [ 'snapshot-1' ]
 */
export const defineSource = (draft: SourceDraft): Source => {
  const { name, provider, every, only, except = [], budget, drift$, requests$, requestWindows } = draft;
  checkName(name);
  const feeds = withIds(name, draft.feeds);
  const known = new Set(feeds.map(({ id }) => id));
  checkIds(name, only ?? [], known, 'only');
  checkIds(name, except, known, 'except');
  if (typeof every === 'object') checkIds(name, Object.keys(every), known, 'every');
  const chosen = feeds.filter(({ id }) => (only?.includes(id) ?? true) && !except.includes(id));
  return {
    name,
    provider,
    feeds: chosen.map((feed): Feed => ({ ...feed, every: everyOf(every, feed) })),
    ...(budget === undefined ? {} : { budget }),
    ...(drift$ === undefined ? {} : { drift$ }),
    ...(requests$ === undefined ? {} : { requests$ }),
    ...(requestWindows === undefined ? {} : { requestWindows }),
  };
};

/** What a feed says of itself where it says it. */
const STATED = [
  'gives',
  'lagMs',
  'precedence',
  'replaces',
  'reads',
  'needs',
  'widthMs',
  'exhaustive',
] as const satisfies readonly (keyof FeedInfo)[];

/** Returns what a monitor must know of a source: plain JSON. */
export const describeSource = ({ name, provider, feeds }: SourceInfo): SourceInfo => ({
  name,
  provider,
  feeds: feeds.map((feed) => {
    const { id, kind, every } = feed;
    const stated = STATED.filter((name) => feed[name] !== undefined).map((name) => [name, feed[name]]);
    return { id, kind, every, ...(Object.fromEntries(stated) as Partial<FeedInfo>) };
  }),
});

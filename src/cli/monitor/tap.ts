import { concatMap, defer, from, map, switchMap, tap } from 'rxjs';
import type { Feed, FeedPage, FeedRecord, Source } from '../../monitor/index.js';
import { UsageError } from '../exit.js';
import { countOf } from '../left-out.js';

/** Observes what is read, on its way into the monitor. */
export interface FeedTap {
  /** Resolves when the next reading may begin: nothing is sent before. */
  ready(): Promise<void>;
  /** Takes a page of a reading; the next one waits until it resolves. */
  page(source: Source, feed: Feed, page: FeedPage): Promise<void>;
}

/** Returns sources of which somebody sees each page. */
export const tapped = (sources: readonly Source[], look: FeedTap): readonly Source[] =>
  sources.map((source) => ({
    ...source,
    feeds: source.feeds.map((feed): Feed => ({
      ...feed,
      read: (start) =>
        defer(() => look.ready()).pipe(
          switchMap(() => feed.read(start)),
          concatMap((page) => from(look.page(source, feed, page)).pipe(map(() => page))),
        ),
    })),
  }));

/** Returns a function that gives those records of a page that were not seen in the first whole reading of their feed. */
export const firstReadings = (): ((key: string, page: FeedPage) => readonly FeedRecord[]) => {
  const open = new Map<string, Set<string>>();
  const done = new Set<string>();
  return (key, { records, end }) => {
    if (done.has(key)) return [];
    const seen = open.get(key) ?? new Set<string>();
    open.set(key, seen);
    const fresh = records.filter(({ uid }) => !seen.has(uid) && seen.add(uid));
    if (end !== undefined) {
      open.delete(key);
      done.add(key);
    }
    return fresh;
  };
};

const SKIP = '--on-invalid skip goes on without them, and says how many were left out.';

/** Returns sources of which a reading fails that would leave out an item. */
export const strict = (sources: readonly Source[]): readonly Source[] =>
  sources.map((source) => ({
    ...source,
    feeds: source.feeds.map((feed): Feed => ({
      ...feed,
      read: (start) =>
        feed.read(start).pipe(
          tap(({ leftOut }) => {
            if (leftOut > 0)
              throw new UsageError(`${countOf(leftOut, 'item')} of ${feed.id} cannot be read. ${SKIP}`);
          }),
        ),
    })),
  }));

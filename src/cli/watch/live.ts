import {
  asyncScheduler,
  concat,
  connect,
  defer,
  filter,
  map,
  merge,
  mergeMap,
  of,
  ignoreElements,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import { mergeIsolated } from '../../../operators/mergeIsolated.js';
import { pollEvery } from '../../../operators/pollEvery.js';
import { ConfigError, HttpError } from '../../http/errors.js';
import { UsageError } from '../exit.js';
import type { Env } from '../io.js';
import { reasonOf } from '../reason.js';
import type { Session } from '../session.js';
import { keyChanges, spendJumps, type KeyChange, type SpendJump } from './changes.js';
import type { WatchList, WatchRecord } from './lists.js';
import { openList, pulledPages } from './read.js';
import type { ListEvent } from './state.js';
import { tallyOf, wholeSpend } from './tally.js';

/** A reading of a list, whole. */
export interface ReadEvent extends Extract<ListEvent, { kind: 'read' }> {
  readonly items: readonly unknown[];
  readonly records: readonly WatchRecord[];
}

/** What happens while all lists are watched. */
export type LiveEvent =
  | Exclude<ListEvent, { kind: 'read' }>
  | ReadEvent
  | ((KeyChange | SpendJump) & { readonly kind: 'change'; readonly source: string; readonly at: Date });

/** How lists are watched. */
export interface LiveConfig {
  readonly session: Session;
  readonly env: Env;
  /** Milliseconds between readings, in place of those of the lists. */
  readonly intervalMs?: number | undefined;
  /** Resolves when more can be taken. Default: at once. */
  readonly ready?: (() => Promise<void>) | undefined;
  readonly scheduler?: SchedulerLike | undefined;
  readonly random?: (() => number) | undefined;
}

const REFUSED_MS = 600_000;
const LONGEST_MS = 60_000;

/**
 * Returns the wait until a failed list is read again, in milliseconds; null where only the caller can mend it. A refused
 * credential is tried rarely: asking on would look like an attack.
 */
export const retryDelay =
  (random: () => number) =>
  (error: unknown, attempt: number): number | null => {
    if (error instanceof UsageError || error instanceof ConfigError) return null;
    if (error instanceof HttpError && (error.status === 401 || error.status === 403)) return REFUSED_MS;
    const ceiling = Math.min(LONGEST_MS, 1000 * 2 ** attempt);
    return ceiling / 2 + (ceiling / 2) * random();
  };

const readOnce = (list: WatchList, { session, env, ready }: LiveConfig): Observable<LiveEvent> =>
  defer(() => {
    const { source, provider } = list;
    const items: unknown[] = [];
    const at = session.now();
    const wait = ready ?? (() => Promise.resolve());
    return concat(
      pulledPages(openList(list, session, env), wait).pipe(
        map((page): LiveEvent => {
          for (const item of page.items) items.push(item);
          return { kind: 'page', source, items: items.length };
        }),
      ),
      defer(() => {
        const reading = { source: provider, observedAt: at };
        const records = items.flatMap((item) => list.records(item, reading));
        return of<LiveEvent>({
          kind: 'read',
          source,
          items,
          records,
          tally: tallyOf(records, list.costEach ? items.length : 0),
          at,
        });
      }),
      // The next reading waits for the reader of this one.
      defer(wait).pipe(ignoreElements()),
    );
  });

const isRead = (event: LiveEvent): event is ReadEvent => event.kind === 'read';

const withChanges =
  (now: () => Date) =>
  (events: Observable<LiveEvent>): Observable<LiveEvent> => {
    const reads = events.pipe(
      filter(isRead),
      map(({ source, records, tally }) => ({ source, records, spend: wholeSpend(tally) })),
    );
    return merge(
      events,
      merge(keyChanges(reads), spendJumps(reads)).pipe(
        map((change): LiveEvent => ({ ...change, kind: 'change', at: now() })),
      ),
    );
  };

/**
 * Returns what happens to lists that are read again and again: pages, readings, failures, and the changes between readings.
 * It never fails and never ends by itself; a list that fails is read again later, and the others do not notice.
 */
export const watchLive = (lists: readonly WatchList[], config: LiveConfig): Observable<LiveEvent> => {
  const { session, intervalMs, scheduler = asyncScheduler, random = Math.random } = config;
  const sources = Object.fromEntries(
    lists.map((list) => [
      list.source,
      pollEvery(() => readOnce(list, config), { intervalMs: intervalMs ?? list.everyMs, scheduler, random }),
    ]),
  );
  return mergeIsolated(sources, {
    retryDelay: retryDelay(random),
    completeWhenAllComplete: false,
    scheduler,
  }).pipe(
    mergeMap((event): readonly LiveEvent[] => {
      if (event.kind === 'value') return [event.value];
      if (event.state !== 'down') return [];
      const { source, error, retryInMs } = event;
      const retryAt = retryInMs === undefined ? undefined : new Date(session.now().getTime() + retryInMs);
      return [{ kind: 'down', source, reason: reasonOf(error), retryAt }];
    }),
    connect(withChanges(() => session.now())),
  );
};

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
import { knownWait } from '../../../operators/internal/knownWait.js';
import { mergeIsolated } from '../../../operators/mergeIsolated.js';
import { pollEvery } from '../../../operators/pollEvery.js';
import { ConfigError, HttpError } from '../../http/errors.js';
import { UsageError } from '../exit.js';
import { downReasonOf } from '../reason.js';
import type { Session } from '../session.js';
import {
  keyChanges,
  spendJumps,
  type DownList,
  type KeyChange,
  type ReadList,
  type SpendJump,
} from './changes.js';
import type { WatchList, WatchRecord } from './lists.js';
import { pulledPages, Reading, type ReadConfig } from './read.js';
import type { ListEvent } from './state.js';
import { tallyOf, wholeSpend } from './tally.js';

/** A reading of a list, whole. */
export interface ReadEvent extends Extract<ListEvent, { kind: 'read' }> {
  readonly items: readonly unknown[];
  readonly records: readonly WatchRecord[];
  /** Whether everything came. */
  readonly complete: boolean;
  /** What is missing and why, line by line. Default: nothing is. */
  readonly notes?: readonly string[];
  /** When the reading was over; `at` is when it began. */
  readonly endedAt: Date;
}

/** What happens while all lists are watched. */
export type LiveEvent =
  | Exclude<ListEvent, { kind: 'read' }>
  | ReadEvent
  | ((KeyChange | SpendJump) & { readonly kind: 'change'; readonly source: string; readonly at: Date });

/** How lists are watched. */
export interface LiveConfig extends ReadConfig {
  readonly session: Session;
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
    if (isRefused(error)) return REFUSED_MS;
    const ceiling = Math.min(LONGEST_MS, 1000 * 2 ** attempt);
    return ceiling / 2 + (ceiling / 2) * random();
  };

const isRefused = (error: unknown): boolean =>
  error instanceof HttpError && (error.status === 401 || error.status === 403);

/** The wait that a failure knows; a refused credential is tried rarely, whatever the refusal says. */
const waitOf = (error: unknown): number | undefined => (isRefused(error) ? undefined : knownWait(error));

const readOnce = (list: WatchList, config: LiveConfig): Observable<LiveEvent> =>
  defer(() => {
    const { session, ready } = config;
    const { source, provider } = list;
    const items: unknown[] = [];
    const at = session.now();
    const wait = ready ?? (() => Promise.resolve());
    const walk = new Reading();
    return concat(
      pulledPages(walk.open(list, config), wait).pipe(
        map((page): LiveEvent => {
          walk.page(page);
          for (const item of page.items) items.push(item);
          return { kind: 'page', source, items: items.length };
        }),
      ),
      defer(() => {
        const reading = { source: provider, observedAt: at };
        const records = items.flatMap((item) => list.records(item, reading));
        const { complete, holes } = walk;
        const figures = { tally: tallyOf(records, list.costEach ? items.length : 0), holes };
        return of<LiveEvent>({
          ...{ kind: 'read', source, items, records, ...figures },
          ...{ notes: walk.lines(), complete, at, endedAt: session.now() },
        });
      }),
      // The next reading waits for the reader of this one.
      defer(wait).pipe(ignoreElements()),
    );
  });

/** Spend that is not whole would rise when it is whole again. */
const isWhole = (event: ReadList | DownList): event is ReadList => !('down' in event) && event.complete;

/** What the changes are computed from: each reading, and that a list cannot be read. */
const readOf = (event: LiveEvent, decidedBy: string | undefined): readonly (ReadList | DownList)[] => {
  const { source } = event;
  if (event.kind === 'down') return [{ source, decidedBy, down: true }];
  if (event.kind !== 'read') return [];
  const { records, tally, complete, at: startedAt, endedAt } = event;
  return [{ source, decidedBy, records, spend: wholeSpend(tally), complete, startedAt, endedAt }];
};

const withChanges =
  (lists: readonly WatchList[], now: () => Date) =>
  (events: Observable<LiveEvent>): Observable<LiveEvent> => {
    const deciders = new Map(lists.map(({ source, decidedBy }) => [source, decidedBy]));
    const readings = events.pipe(mergeMap((event) => readOf(event, deciders.get(event.source))));
    return merge(
      events,
      merge(keyChanges(readings), spendJumps(readings.pipe(filter(isWhole)))).pipe(
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
    waitOf,
    completeWhenAllComplete: false,
    scheduler,
  }).pipe(
    mergeMap((event): readonly LiveEvent[] => {
      if (event.kind === 'value') return [event.value];
      if (event.state !== 'down') return [];
      const { source, error, retryInMs } = event;
      const retryAt = retryInMs === undefined ? undefined : new Date(session.now().getTime() + retryInMs);
      return [{ kind: 'down', source, ...downReasonOf(error), retryAt }];
    }),
    connect(withChanges(lists, () => session.now())),
  );
};

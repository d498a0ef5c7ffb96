import type { Observable } from 'rxjs';
import type { Io } from '../io.js';
import type { OnInvalid } from '../left-out.js';
import { progressOn } from '../output/progress.js';
import { withSession } from '../session.js';
import type { WatchList } from '../watch/lists.js';
import { watchOnce } from '../watch/once.js';
import { showLines, showText, type Show } from '../watch/show.js';
import { watchLists } from '../watch/watch-lists.js';

/** What `headwater watch` was asked for. */
export interface WatchRequest {
  readonly once: boolean;
  readonly sandbox: boolean;
  readonly format?: 'table' | 'ndjson' | undefined;
  /** Seconds between two readings of a list. */
  readonly interval?: number | undefined;
  /** Default `skip`: one odd item does not make a list dark. */
  readonly onInvalid?: OnInvalid | undefined;
}

/** In the sandbox time runs: a minute of its clock every two seconds of ours. */
const TICK_MS = 2000;

/** Readings in the sandbox: as its clock ticks, but for the provider that allows 60 requests a minute. */
const sandboxed = (list: WatchList): WatchList => ({
  ...list,
  everyMs: list.provider === 'keywordsai' ? 4 * TICK_MS : TICK_MS,
});

/** A list that fails is read again anyway: a dead provider is to show soon. */
const CLIENT = { retry: { maxAttempts: 3, baseMs: 300 } };

const showFor = async (
  format: 'table' | 'ndjson',
  terminal: boolean,
): Promise<(show: Show) => Observable<unknown>> => {
  if (format === 'ndjson') return showLines;
  // What redraws a terminal knows the width of every character, which takes long to load.
  return terminal ? (await import('../watch/screen.js')).showScreen : showText;
};

/** Subscribes until the signal says stop, and rejects with its reason. */
const runUntil = (signal: AbortSignal, work: Observable<unknown>): Promise<never> =>
  new Promise((_resolve, reject) => {
    const subscription = work.subscribe({ error: reject });
    const stop = (): void => {
      subscription.unsubscribe();
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** Watches all providers until it is stopped, or reads everything once. */
export const watchCommand = async (io: Io, request: WatchRequest): Promise<number> => {
  const { once, sandbox, interval, onInvalid } = request;
  const terminal = io.stdout.isTTY === true;
  const format = request.format ?? (terminal ? 'table' : 'ndjson');
  return withSession(io, { sandbox, tickMs: once ? undefined : TICK_MS, client: CLIENT }, async (session) => {
    const all = await watchLists(session);
    if (once) {
      const progress = progressOn(io.stderr, 'reading');
      return watchOnce({ io, session, lists: all, format, progress, onInvalid });
    }
    const watched = all.filter(({ reports }) => reports.length > 0);
    const lists = session.sandbox ? watched.map(sandboxed) : watched;
    const show = await showFor(format, terminal);
    const intervalMs = interval === undefined ? undefined : interval * 1000;
    return runUntil(io.signal, show({ io, session, lists, intervalMs, onInvalid }));
  });
};

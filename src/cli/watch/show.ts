import { concatMap, map, type Observable } from 'rxjs';
import type { Io } from '../io.js';
import { jsonOf } from '../output/json.js';
import { paintFor } from '../output/paint.js';
import { sinkOf } from '../output/sink.js';
import type { OnInvalid } from '../left-out.js';
import type { Session } from '../session.js';
import { liveLines } from './live-lines.js';
import type { WatchList } from './lists.js';
import { watchLive, type LiveEvent } from './live.js';
import { initialState, reduce, rowsOf, type WatchState } from './state.js';
import { changeLine, providerLines } from './view.js';

/** What is watched, and where it is shown. */
export interface Show {
  readonly io: Io;
  readonly session: Session;
  readonly lists: readonly WatchList[];
  readonly intervalMs: number | undefined;
  readonly onInvalid?: OnInvalid | undefined;
}

/** Prints texts no faster than they are read, and makes the lists wait until they are. */
const printed = (show: Show, textOf: (event: LiveEvent) => string): Observable<unknown> => {
  const { io, session, lists, intervalMs, onInvalid } = show;
  const sink = sinkOf(io.stdout, io.signal);
  let writing: Promise<void> = Promise.resolve();
  return watchLive(lists, { session, env: io.env, intervalMs, onInvalid, ready: () => writing }).pipe(
    map(textOf),
    concatMap((text) => (writing = sink.write(text))),
  );
};

/** One JSON object a line. */
export const showLines = (show: Show): Observable<unknown> => {
  const linesOf = liveLines(show.lists, show.session.sandbox);
  return printed(show, (event) =>
    linesOf(event)
      .map((line) => `${jsonOf(line)}\n`)
      .join(''),
  );
};

/** Returns the state after an event. */
export const stateAfter = (state: WatchState, event: LiveEvent): WatchState =>
  event.kind === 'change' ? state : reduce(state, event);

/** Plain text for files and pipes: the table once, when everything has been read, and a line for each change. */
export const showText = (show: Show): Observable<unknown> => {
  const { io, session, lists } = show;
  const paint = paintFor(io.stdout, io.env);
  const banner = session.sandbox ? 'sandbox: made-up data\n' : '';
  let state = initialState(lists);
  let whole = false;
  return printed(show, (event) => {
    state = stateAfter(state, event);
    if (event.kind === 'change') return `${changeLine(event, { width: Infinity, paint })}\n`;
    const rows = rowsOf(state);
    if (whole || rows.some(({ health }) => health === 'reading')) return '';
    whole = true;
    return `${banner}${providerLines({ rows, now: session.now(), width: Infinity, paint }).join('\n')}\n`;
  });
};

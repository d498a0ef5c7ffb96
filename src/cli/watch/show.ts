import { createLogUpdate } from 'log-update';
import {
  asyncScheduler,
  auditTime,
  concatMap,
  finalize,
  ignoreElements,
  map,
  merge,
  share,
  tap,
  timer,
} from 'rxjs';
import type { Observable } from 'rxjs';
import { PROVIDERS } from '../accounts.js';
import type { Io } from '../io.js';
import { jsonOf } from '../output/json.js';
import { paintFor } from '../output/paint.js';
import { sinkOf } from '../output/sink.js';
import type { Session } from '../session.js';
import { liveLines } from './live-lines.js';
import type { WatchList } from './lists.js';
import { watchLive, type LiveEvent } from './live.js';
import { initialState, reduce, rowsOf, type WatchState } from './state.js';
import { changeLine, screenLines, tableLines, type View } from './view.js';

/** What is watched, and where it is shown. */
export interface Show {
  readonly io: Io;
  readonly session: Session;
  readonly lists: readonly WatchList[];
  readonly intervalMs: number | undefined;
}

/** Prints texts no faster than they are read, and makes the lists wait until they are. */
const printed = (show: Show, textOf: (event: LiveEvent) => string): Observable<unknown> => {
  const { io, session, lists, intervalMs } = show;
  const sink = sinkOf(io.stdout, io.signal);
  let writing: Promise<void> = Promise.resolve();
  return watchLive(lists, { session, env: io.env, intervalMs, ready: () => writing }).pipe(
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

const stateAfter = (state: WatchState, event: LiveEvent): WatchState =>
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
    return `${banner}${tableLines({ rows, now: session.now(), width: Infinity, paint }).join('\n')}\n`;
  });
};

const REPAINT_MS = 100;
const CLOCK_MS = 1000;

/** The block of one line for each provider at the bottom of a terminal, and the changes above it. */
export const showScreen = ({ io, session, lists, intervalMs }: Show): Observable<unknown> => {
  const { sandbox, clients } = session;
  const paint = paintFor(io.stdout, io.env);
  const unset = PROVIDERS.filter((provider) => clients[provider] === undefined);
  const log = createLogUpdate(io.stdout);
  let state = initialState(lists);
  const view = (): View => {
    // The last column stays free: a terminal may break the line there.
    const width = (io.stdout.columns ?? 80) - 1;
    return { rows: rowsOf(state), sandbox, unset, now: session.now(), width, paint };
  };
  let height = 0;
  const draw = tap(() => {
    const lines = screenLines(view());
    // log-update patches only what differs, and leaves equal last lines where they were when the block grows or shrinks.
    if (lines.length !== height) log.clear();
    height = lines.length;
    log(lines.join('\n'));
  });
  const events = watchLive(lists, { session, env: io.env, intervalMs }).pipe(
    tap((event) => {
      state = stateAfter(state, event);
      if (event.kind === 'change') log.persist(changeLine(event, view()));
    }),
    share(),
  );
  return merge(events.pipe(auditTime(REPAINT_MS), draw), timer(0, CLOCK_MS, asyncScheduler).pipe(draw)).pipe(
    ignoreElements(),
    finalize(() => {
      log.done();
    }),
  );
};

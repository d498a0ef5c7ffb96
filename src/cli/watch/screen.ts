import { createLogUpdate } from 'log-update';
import {
  asyncScheduler,
  auditTime,
  finalize,
  ignoreElements,
  merge,
  share,
  tap,
  timer,
  type Observable,
} from 'rxjs';
import { PROVIDERS } from '../accounts.js';
import { paintFor } from '../output/paint.js';
import { watchLive } from './live.js';
import { stateAfter, type Show } from './show.js';
import { initialState, rowsOf } from './state.js';
import { changeLine, screenLines, type View } from './view.js';

const REPAINT_MS = 100;
const CLOCK_MS = 1000;

/** The block of one line for each provider at the bottom of a terminal, and the changes above it. */
export const showScreen = ({ io, session, lists, intervalMs, onInvalid }: Show): Observable<unknown> => {
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
  const events = watchLive(lists, { session, env: io.env, intervalMs, onInvalid }).pipe(
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

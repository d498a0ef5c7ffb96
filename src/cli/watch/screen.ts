import { createLogUpdate } from 'log-update';
import { combineLatest, finalize, ignoreElements, merge, startWith, tap, timer } from 'rxjs';
import type { Io } from '../io.js';
import { maskIn } from '../masked.js';
import { providerRows } from '../monitor/provider-rows.js';
import { clockText } from '../output/figures.js';
import { paintFor } from '../output/paint.js';
import { changeText } from './change-line.js';
import { causeLines, providerLines } from './provider-table.js';
import type { Show } from './show.js';

const CLOCK_MS = 1000;

/** The block of one line for each source at the bottom of a terminal, and the changes above it. */
export const showScreen = (io: Io, sandbox: boolean): Show => {
  const paint = paintFor(io.stdout, io.env);
  const mask = maskIn(io.env);
  const log = createLogUpdate(io.stdout);
  // The last column stays free: a terminal may break the line there.
  const widthNow = (): number => (io.stdout.columns ?? 80) - 1;
  let height = 0;
  const draw = (lines: readonly string[]): void => {
    // log-update patches only what differs, and leaves equal last lines where they were when the block grows or shrinks.
    if (lines.length !== height) log.clear();
    height = lines.length;
    log(lines.join('\n'));
  };
  return {
    show: ({ session, monitor, sources, changes$ }) =>
      merge(
        combineLatest([providerRows(monitor, sources).pipe(startWith([])), timer(0, CLOCK_MS)]).pipe(
          tap(([rows]) => {
            const shown = { rows: mask(rows), now: session.now(), width: widthNow(), paint };
            const title = [
              paint('bold', 'headwater'),
              ...(sandbox ? [paint('magenta', 'sandbox: made-up data')] : []),
              paint('dim', `${clockText(shown.now)} UTC`),
              ...(shown.width >= 60 ? [paint('dim', 'Ctrl-C ends')] : []),
            ].join('  ');
            draw(['', title, ...providerLines(shown), ...causeLines(shown)]);
          }),
        ),
        changes$.pipe(
          tap((change) => {
            log.persist(changeText(mask(change), { width: widthNow(), paint }));
          }),
        ),
      ).pipe(
        ignoreElements(),
        finalize(() => {
          log.done();
        }),
      ),
  };
};

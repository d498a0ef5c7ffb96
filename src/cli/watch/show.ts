import { concatMap, filter, from, map, merge, take, type Observable } from 'rxjs';
import type { Feed, FeedPage, Source } from '../../monitor/index.js';
import type { Io } from '../io.js';
import { maskIn } from '../masked.js';
import { isRead } from '../monitor/look.js';
import type { Live } from '../monitor/live.js';
import { providerRows } from '../monitor/provider-rows.js';
import { firstReadings, type FeedTap } from '../monitor/tap.js';
import { jsonLine } from '../output/json.js';
import { bannerOf } from '../output/page.js';
import { paintFor } from '../output/paint.js';
import { sinkOf } from '../output/sink.js';
import { changeText } from './change-line.js';
import { changeLine, recordLine, stateLines } from './lines.js';
import { causeLines, providerLines } from './provider-table.js';

/** Shows a monitor, and may look at what it reads. */
export interface Show {
  readonly tap?: FeedTap;
  show(live: Live): Observable<unknown>;
}

const textOf = (lines: readonly object[]): string => lines.map(jsonLine).join('');

/** One JSON object a line: each record at its first reading, each change, and the state of a list when it becomes another. */
export const showLines = (io: Io, sandbox: boolean): Show => {
  const sink = sinkOf(io.stdout, io.signal);
  const mask = maskIn(io.env);
  const fresh = firstReadings();
  let writing: Promise<void> = Promise.resolve();
  const print = (lines: readonly object[]): Promise<void> => (writing = sink.write(textOf(mask(lines))));
  const page = (source: Source, feed: Feed, each: FeedPage): Promise<void> =>
    print(
      fresh(`${source.name}/${feed.id}`, each).map((record) => recordLine(source, feed, record, sandbox)),
    );
  return {
    // A reader that is slow makes the lists wait.
    tap: { ready: () => writing, page },
    show: ({ monitor, sources, changes$ }) =>
      merge(
        changes$.pipe(map((change) => [changeLine(change, sources, sandbox)])),
        monitor.sources$.pipe(map(stateLines(sources, sandbox))),
      ).pipe(
        filter((lines) => lines.length > 0),
        concatMap((lines) => from(print(lines))),
      ),
  };
};

/** Plain text for files and pipes: the table once, when everything has been read, and a line for each change. */
export const showText = (io: Io, sandbox: boolean): Show => {
  const sink = sinkOf(io.stdout, io.signal);
  const mask = maskIn(io.env);
  const paint = paintFor(io.stdout, io.env);
  const banner = bannerOf({ sandbox, paint });
  let writing: Promise<void> = Promise.resolve();
  return {
    tap: { ready: () => writing, page: () => Promise.resolve() },
    show: ({ session, monitor, sources, changes$ }) => {
      const table = providerRows(monitor, sources).pipe(
        filter((rows) => rows.every(({ feeds }) => feeds.every(isRead))),
        take(1),
        map((rows) => {
          const shown = { rows, now: session.now(), width: Infinity, paint };
          return `${banner}${[...providerLines(shown), ...causeLines(shown)].join('\n')}\n`;
        }),
      );
      const changes = changes$.pipe(
        map((change) => `${changeText(mask(change), { width: Infinity, paint })}\n`),
      );
      return merge(table, changes).pipe(concatMap((text) => from((writing = sink.write(text)))));
    },
  };
};

import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { jsonOf } from '../output/json.js';
import { paintFor } from '../output/paint.js';
import type { Progress } from '../output/progress.js';
import { sinkOf, type Sink } from '../output/sink.js';
import { envelope } from '../output/writers.js';
import { messageOf, reasonOf } from '../reason.js';
import type { Session } from '../session.js';
import type { WatchList, WatchRecord } from './lists.js';
import { openList } from './read.js';
import { itemLine } from './item-line.js';
import { initialState, reduce, rowsOf, type WatchState } from './state.js';
import { tallyOf } from './tally.js';
import { tableLines } from './view.js';

/** What one run over all lists needs. */
export interface OnceConfig {
  readonly io: Io;
  readonly session: Session;
  readonly lists: readonly WatchList[];
  readonly format: 'table' | 'ndjson';
  readonly progress: Progress;
}

type Print = (list: WatchList, items: readonly unknown[], records: readonly WatchRecord[][]) => string;

const printer = ({ io, session, format }: OnceConfig): Print => {
  const { sandbox } = session;
  if (format === 'ndjson') {
    return (list, items) =>
      items.map((item) => `${jsonOf(envelope({ ...list, sandbox }, list.encode(item)))}\n`).join('');
  }
  const width = io.stdout.isTTY === true ? (io.stdout.columns ?? 80) : Infinity;
  return (list, items, records) =>
    items.map((item, index) => `${itemLine(list, list.encode(item), records[index]?.[0], width)}\n`).join('');
};

/** Reads the lists of one provider, one after another, and prints each item as it comes. */
const readProvider = async (
  config: OnceConfig,
  lists: readonly WatchList[],
  sink: Sink,
  done: (state: (before: WatchState) => WatchState, items: number) => void,
): Promise<number> => {
  const { io, session } = config;
  const print = printer(config);
  let failed = 0;
  for (const list of lists) {
    const at = session.now();
    const reading = { source: list.provider, observedAt: at };
    const seen: WatchRecord[] = [];
    let items = 0;
    try {
      for await (const page of openList(list, session, io.env, io.signal).pages()) {
        const records = page.items.map((item) => [...list.records(item, reading)]);
        for (const each of records) seen.push(...each);
        items += page.items.length;
        config.progress.clear();
        await sink.write(print(list, page.items, records));
        done((state) => state, page.items.length);
      }
      const tally = tallyOf(seen, list.costEach ? items : 0);
      done((state) => reduce(state, { kind: 'read', source: list.source, tally, at }), 0);
    } catch (error) {
      io.signal.throwIfAborted();
      failed += 1;
      config.progress.clear();
      io.stderr.write(`headwater: ${list.source}: ${messageOf(error)}\n`);
      done(
        (state) =>
          reduce(state, { kind: 'down', source: list.source, reason: reasonOf(error), retryAt: undefined }),
        0,
      );
    }
  }
  return failed;
};

/** Prints every record of all lists once, the providers side by side, and returns the exit code. */
export const watchOnce = async (config: OnceConfig): Promise<number> => {
  const { io, session, lists, format, progress } = config;
  const sink = sinkOf(io.stdout, io.signal);
  const paint = paintFor(io.stdout, io.env);
  let state = initialState(lists);
  let items = 0;
  if (format === 'table' && session.sandbox)
    await sink.write(`${paint('magenta', 'sandbox: made-up data')}\n`);
  const groups = [...new Set(lists.map(({ provider }) => provider))].map((provider) =>
    lists.filter((list) => list.provider === provider),
  );
  const failures = await Promise.all(
    groups.map((group) =>
      readProvider(config, group, sink, (next, more) => {
        state = next(state);
        items += more;
        progress.update(items, undefined);
      }),
    ),
  );
  progress.clear();
  if (format === 'table') {
    const width = io.stdout.isTTY === true ? (io.stdout.columns ?? 80) : Infinity;
    const lines = tableLines({ rows: rowsOf(state), now: session.now(), width, paint });
    await sink.write(`\n${lines.join('\n')}\n`);
  }
  const failed = failures.reduce((sum, each) => sum + each, 0);
  if (failed === 0) return EXIT.ok;
  return failed === lists.length ? EXIT.failed : EXIT.partial;
};

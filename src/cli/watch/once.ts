import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { jsonOf } from '../output/json.js';
import { paintFor } from '../output/paint.js';
import type { Progress } from '../output/progress.js';
import { sinkOf, type Sink } from '../output/sink.js';
import { envelope } from '../output/writers.js';
import { failureOf, type OnInvalid } from '../left-out.js';
import { downReasonOf, isHeld, reasonOf } from '../reason.js';
import type { Session } from '../session.js';
import type { WatchList, WatchRecord } from './lists.js';
import { Reading } from './read.js';
import { itemLine } from './item-line.js';
import { initialState, reduce, rowsOf, type WatchState } from './state.js';
import { tallyOf } from './tally.js';
import { providerLines } from './view.js';

/** What one run over all lists needs. */
export interface OnceConfig {
  readonly io: Io;
  readonly session: Session;
  readonly lists: readonly WatchList[];
  readonly format: 'table' | 'ndjson';
  readonly progress: Progress;
  readonly onInvalid?: OnInvalid | undefined;
}

/** How the lists of one provider were read. */
interface Outcome {
  failed: number;
  /** Lists of which something is missing. */
  partial: number;
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

/** Says why lists of one provider fail: the first of each cause in full, the others by name. */
const failuresOf = (io: Io) => {
  const others = new Map<string, string[]>();
  return {
    tell: (source: string, error: unknown): void => {
      const [first] = others.keys();
      const reason = isHeld(error) ? (first ?? reasonOf(error)) : reasonOf(error);
      const known = others.get(reason);
      if (known !== undefined) {
        known.push(source);
        return;
      }
      others.set(reason, []);
      io.stderr.write(`headwater: ${source}: ${failureOf(error)}\n`);
    },
    end: (): void => {
      for (const [reason, sources] of others) {
        if (sources.length > 0) io.stderr.write(`headwater: ${sources.join(', ')}: ${reason}, too\n`);
      }
    },
  };
};

/** Reads the lists of one provider, one after another, and prints each item as it comes. */
const readProvider = async (
  config: OnceConfig,
  lists: readonly WatchList[],
  sink: Sink,
  done: (state: (before: WatchState) => WatchState, items: number) => void,
): Promise<Outcome> => {
  const { io, session, onInvalid } = config;
  const print = printer(config);
  const outcome: Outcome = { failed: 0, partial: 0 };
  const { tell, end } = failuresOf(io);
  for (const list of lists) {
    const at = session.now();
    const reading = { source: list.provider, observedAt: at };
    const seen: WatchRecord[] = [];
    let items = 0;
    const walk = new Reading();
    try {
      const opened = walk.open(list, { session, env: io.env, onInvalid }, io.signal);
      for await (const page of opened.pages()) {
        walk.page(page);
        const records = page.items.map((item) => [...list.records(item, reading)]);
        for (const each of records) seen.push(...each);
        items += page.items.length;
        config.progress.clear();
        await sink.write(print(list, page.items, records));
        done((state) => state, page.items.length);
      }
      const { holes } = walk;
      const tally = tallyOf(seen, list.costEach ? items : 0);
      done((state) => reduce(state, { kind: 'read', source: list.source, tally, holes, at }), 0);
      config.progress.clear();
      for (const line of walk.lines()) io.stderr.write(`headwater: ${list.source}: ${line}\n`);
      if (walk.lines().length > 0) outcome.partial += 1;
    } catch (error) {
      io.signal.throwIfAborted();
      outcome.failed += 1;
      config.progress.clear();
      tell(list.source, error);
      done(
        (state) =>
          reduce(state, { kind: 'down', source: list.source, ...downReasonOf(error), retryAt: undefined }),
        0,
      );
    }
  }
  end();
  return outcome;
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
  const outcomes = await Promise.all(
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
    const lines = providerLines({ rows: rowsOf(state), now: session.now(), width, paint });
    await sink.write(`\n${lines.join('\n')}\n`);
  }
  const failed = outcomes.reduce((sum, each) => sum + each.failed, 0);
  const partial = outcomes.reduce((sum, each) => sum + each.partial, 0);
  if (failed + partial === 0) return EXIT.ok;
  return failed === lists.length ? EXIT.failed : EXIT.partial;
};

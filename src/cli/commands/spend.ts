import type { Dimension, SpendTable, Window } from '../../monitor/index.js';
import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { maskIn } from '../masked.js';
import { spendFeeds } from '../monitor/feeds.js';
import type { Look } from '../monitor/look.js';
import { wholeTable } from '../monitor/take.js';
import { pageOn } from '../output/page.js';
import { sinkOf } from '../output/sink.js';
import { spendText } from '../output/spend-page.js';
import { lookFor, type LookRequest } from './look-request.js';

/** What `headwater spend` was asked for. */
export interface SpendRequest extends LookRequest {
  readonly by: Dimension;
  /** Rows at most. Default: 20 in a table, else all. */
  readonly limit?: number | undefined;
}

const TABLE_ROWS = 20;

/** Names the sources whose figures begin later than the window: what they do not hold is not in the sum. */
const cutNotes = async (look: Look, table: SpendTable, window: Window): Promise<string[]> => {
  const whole = table.sum.coverage.included;
  const notes = whole.map(async (source) => {
    const { sum } = await look.take(
      look.monitor.spend({ by: 'source', window, where: { source }, limit: 1 }),
    );
    return sum.quality === 'floor'
      ? [`${source}: its figures do not reach back to the start of the window; the sum is at least so much`]
      : [];
  });
  return (await Promise.all(notes)).flat();
};

/** Prints what a monitor that has read everything once knows of the spend of a window, and returns the exit code. */
export const printSpend = async (io: Io, look: Look, request: SpendRequest): Promise<number> => {
  const { by, window, format } = request;
  const limit = request.limit ?? (format === 'table' ? TABLE_ROWS : undefined);
  const { monitor, session } = look;
  const table = await wholeTable(look.take, (place) => monitor.spend({ by, window, ...place }), limit);
  const page = { ...pageOn(io, session.sandbox), table: maskIn(io.env)(table), by, window };
  await sinkOf(io.stdout, io.signal).write(spendText(format, page));
  for (const note of await cutNotes(look, table, window)) io.stderr.write(`headwater: ${note}\n`);
  const code = look.exit('cost');
  return code === EXIT.ok && table.sum.quality === 'floor' ? EXIT.partial : code;
};

/** Prints what is spent in a window, by one dimension. */
export const spendCommand = (io: Io, request: SpendRequest): Promise<number> =>
  lookFor(io, request, spendFeeds(request.window), (look) => printSpend(io, look, request));

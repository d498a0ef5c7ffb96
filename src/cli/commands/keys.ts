import type { FindingRow, Severity } from '../../monitor/index.js';
import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { maskIn } from '../masked.js';
import { keyFeeds } from '../monitor/feeds.js';
import type { Look } from '../monitor/look.js';
import { wholeTable } from '../monitor/take.js';
import { byGravity, gravity } from '../output/findings.js';
import { findingsText } from '../output/findings-page.js';
import { keysText } from '../output/keys-page.js';
import { pageOn } from '../output/page.js';
import { sinkOf } from '../output/sink.js';
import { lookFor, type LookRequest } from './look-request.js';

/** What `headwater keys` was asked for. */
export interface KeysRequest extends LookRequest {
  readonly findings: boolean;
  /** The mildest findings that count. */
  readonly severity: Severity;
  /** Words that must all occur in the texts of a key. */
  readonly filter?: string | undefined;
  /** Name of a column, `-` before it for descending order. */
  readonly sort?: string | undefined;
}

/** Findings on keys, from a severity on: the gravest first, then the newest. */
const findingsOn = (rows: readonly FindingRow[], least: Severity): readonly FindingRow[] =>
  byGravity(
    rows.filter((row) => row.rule.startsWith('key.') && gravity(row) >= gravity({ severity: least })),
  );

const printFindings = async (io: Io, look: Look, request: KeysRequest): Promise<number> => {
  const { format, severity, limit = Infinity } = request;
  const all = findingsOn(await look.take(look.monitor.findings$), severity);
  const rows = maskIn(io.env)(all.slice(0, limit));
  const text = findingsText(format, { ...pageOn(io, look.session.sandbox), rows, total: all.length });
  await sinkOf(io.stdout, io.signal).write(text);
  const code = look.exit('credential');
  return code === EXIT.ok && all.length > 0 ? EXIT.findings : code;
};

const printKeys = async (io: Io, look: Look, request: KeysRequest): Promise<number> => {
  const { format, window, filter, sort, limit } = request;
  const table = await wholeTable(
    look.take,
    (place) => look.monitor.credentials({ window, filter, sort, ...place }),
    limit,
  );
  const text = keysText(format, {
    ...pageOn(io, look.session.sandbox),
    table: maskIn(io.env)(table),
    window,
  });
  await sinkOf(io.stdout, io.signal).write(text);
  return look.exit('credential');
};

/** Prints every key with its owner, its last use and its cost, or what is wrong with keys. */
export const keysCommand = (io: Io, request: KeysRequest): Promise<number> =>
  lookFor(io, request, keyFeeds(request.window), (look) =>
    request.findings ? printFindings(io, look, request) : printKeys(io, look, request),
  );

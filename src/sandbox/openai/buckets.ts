import { createHash } from 'node:crypto';
import { valueOf, valuesOf, wholeOf, type Ask, type Reply } from '../http.js';
import { DAY } from '../world.js';
import { refuse } from './errors.js';

/** Seconds of each bucket width. */
const WIDTHS: Readonly<Record<string, number>> = { '1m': 60, '1h': 3600, '1d': DAY };

/** Default and greatest limit of a width. */
type Limits = Readonly<Record<string, readonly [number, number]>>;

/** What one bucket endpoint takes. */
export interface BucketRules {
  readonly limits: Limits;
  readonly groupBy: readonly string[];
}

/** A time range that was found good, cut into buckets of one width. */
export interface BucketQuery {
  readonly start: number;
  readonly end: number;
  readonly width: number;
  readonly limit: number;
  readonly groupBy: readonly string[];
  readonly digest: string;
}

/** Reads and checks the parameters of a bucket endpoint. */
export function bucketQuery(ask: Ask, rules: BucketRules, now: number): BucketQuery | Reply {
  const start = wholeOf(valueOf(ask, 'start_time') ?? '');
  if (!(start >= 0)) return refuse(400, "Missing required parameter: 'start_time'.", 'start_time');
  const asked = valueOf(ask, 'end_time');
  const end = asked === undefined ? now : wholeOf(asked);
  if (!(end > start) && asked !== undefined)
    return refuse(400, "'end_time' must be after 'start_time'.", 'end_time');
  const name = valueOf(ask, 'bucket_width') ?? '1d';
  const limits = rules.limits[name];
  const width = WIDTHS[name];
  if (limits === undefined || width === undefined) {
    return refuse(
      400,
      `Invalid value: '${name}'. Supported values are: ${Object.keys(rules.limits).join(', ')}.`,
      'bucket_width',
    );
  }
  const limit = wholeOf(valueOf(ask, 'limit') ?? String(limits[0]));
  if (!(limit >= 1))
    return refuse(
      400,
      `Invalid limit provided: ${String(valueOf(ask, 'limit'))}. Limit must be greater than 0.`,
      'limit',
    );
  if (limit > limits[1]) {
    return refuse(
      400,
      `Invalid limit provided: ${String(limit)}. Limit must be less than or equal to ${String(limits[1])}.`,
      'limit',
    );
  }
  const groupBy = valuesOf(ask, 'group_by');
  const unknown = groupBy.find((key) => !rules.groupBy.includes(key));
  if (unknown !== undefined) return refuse(400, `Invalid value: '${unknown}' is not supported.`, 'group_by');
  return { start, end, width, limit, groupBy, digest: digestOf(ask, 'page') };
}

/** What two pages of one walk have in common: everything but the position and the page size. */
export function digestOf(ask: Ask, position: 'page' | 'after'): string {
  const kept = ask.query.filter(([name]) => name !== position && name !== 'limit');
  return createHash('sha256')
    .update(JSON.stringify([ask.path, kept]))
    .digest('hex')
    .slice(0, 8);
}

/** A cursor of 20 bytes: digest, next start, end of the range. Its base64 form ends in `=`. */
function cursorOf(query: BucketQuery, next: number, end: number): string {
  const bytes = Buffer.alloc(20);
  bytes.write(query.digest, 'hex');
  bytes.writeBigUInt64BE(BigInt(next), 4);
  bytes.writeBigUInt64BE(BigInt(end), 12);
  return `page_${bytes.toString('base64')}`;
}

function readCursor(text: string, query: BucketQuery): { next: number; end: number } | undefined {
  const bytes = Buffer.from(text.replace(/^page_/, ''), 'base64');
  if (bytes.length !== 20 || bytes.toString('hex', 0, 4) !== query.digest) return undefined;
  return { next: Number(bytes.readBigUInt64BE(4)), end: Number(bytes.readBigUInt64BE(12)) };
}

/**
 * The BUCKET protocol. Buckets are aligned to their width in UTC, `start_time` falls into the first of them; none begins
 * after the sandbox clock. A cursor is refused with other parameters than those it was given out for, which the vendor
 * does not promise: it shows a client that does not repeat them.
 */
export function bucketPage(
  ask: Ask,
  query: BucketQuery,
  now: number,
  resultsOf: (start: number, end: number) => readonly unknown[],
): Reply {
  const asked = valueOf(ask, 'page');
  const place =
    asked === undefined
      ? { next: query.start - (query.start % query.width), end: Math.min(query.end, now) }
      : readCursor(asked, query);
  if (place === undefined) return refuse(400, `Invalid page cursor: '${asked ?? ''}'.`, 'page');
  const left = Math.max(0, Math.ceil((place.end - place.next) / query.width));
  const data = Array.from({ length: Math.min(left, query.limit) }, (_, at) => {
    const start = place.next + at * query.width;
    return {
      object: 'bucket',
      start_time: start,
      end_time: start + query.width,
      results: resultsOf(start, start + query.width),
    };
  });
  const more = left > query.limit;
  const next = more ? cursorOf(query, place.next + query.limit * query.width, place.end) : null;
  return { status: 200, headers: {}, body: { object: 'page', data, has_more: more, next_page: next } };
}

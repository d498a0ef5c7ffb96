import { refuse } from '../../../operators/internal/check.js';
import type { ReadingStart } from '../feed.js';

/** The stretch of time that one reading asks for. */
export interface ReadingRange extends ReadingStart {
  /** When it begins. */
  readonly from: Date;
  /** When it ends. */
  readonly to: Date;
}

/** How far back readings reach. */
export interface RangeOptions {
  /** How far back each reading reaches, in milliseconds: as long as figures are revised, or events come late. */
  readonly spanMs: number;
  /** How far back the first reading reaches, and the first after a long outage. Default: `spanMs`. */
  readonly firstSpanMs?: number | undefined;
  /** Ranges start at a multiple of it, in milliseconds since 1970: the width of a bucket. Default 1. */
  readonly alignMs?: number | undefined;
  /**
   * How much of a range is asked for at once, in milliseconds, the newest part first; halved where a reply is too large, down to
   * `alignMs`. A part that fails leaves the reading partial, and the others in it. Default: the whole range.
   */
  readonly chunkMs?: number | undefined;
  /**
   * How much of a range may be asked for at once where little comes, in milliseconds: after a part of one page the next one is twice
   * as long, and after a longer one `chunkMs` again. So a quiet month costs a few requests. Default: `chunkMs`.
   */
  readonly mostChunkMs?: number | undefined;
}

const DIGITS = /^\d{1,16}$/;

/** The mark of a range is the time at which the reading began, in milliseconds. */
export const markOf = (range: ReadingRange): string => String(range.to.getTime());

/**
 * Returns the range of a reading: from `spanMs` before the last reading began up to now, so that an outage leaves no hole,
 * and never further back than `firstSpanMs`.
 */
export const rangeOf = (start: ReadingStart, options: RangeOptions): ReadingRange => {
  const { spanMs, firstSpanMs = spanMs, alignMs = 1 } = options;
  const now = start.now.getTime();
  const known = start.mark !== undefined && DIGITS.test(start.mark) ? Number(start.mark) : undefined;
  const reach = known === undefined ? firstSpanMs : Math.max(0, now - known) + spanMs;
  const earliest = now - Math.min(reach, Math.max(firstSpanMs, spanMs));
  const from = Math.floor(earliest / alignMs) * alignMs;
  return { ...start, from: new Date(from), to: start.now };
};

/** Refuses spans that are no spans. */
export const checkRange = (options: RangeOptions): void => {
  const { spanMs, firstSpanMs = spanMs, alignMs = 1, chunkMs = alignMs, mostChunkMs = chunkMs } = options;
  const spans = { spanMs, firstSpanMs, alignMs, chunkMs, mostChunkMs };
  for (const [name, ms] of Object.entries(spans)) {
    if (!(Number.isFinite(ms) && ms > 0)) refuse('feed', name, 'finite and above 0', ms);
  }
};

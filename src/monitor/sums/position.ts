import { startOf, type Level, type Span } from '../store/levels.js';

/** The stretches that sums are kept of: the window, and the one before where figures are held that long. */
export interface Spans {
  readonly now: Span;
  readonly earlier: Span | undefined;
}

/** Which of the sums a bucket belongs to. */
export type Position = 'now' | 'earlier' | undefined;

/** Whether a bucket of a wider level lies wholly in a span. */
export const isWhole = (span: Span, level: Level, slot: number): boolean =>
  startOf(level, slot) >= startOf(span.level, span.from) &&
  (span.to === Infinity || startOf(level, slot + 1) <= startOf(span.level, span.to));

/**
 * Returns where a bucket counts. Buckets of the level of the window count by their slot. Wider ones count as they are where
 * they lie wholly in the window (and where there are no finer ones, which the caller knows); of those that the window cuts,
 * shares are estimated elsewhere.
 */
export const positionOf = ({ now, earlier }: Spans, level: Level, slot: number): Position => {
  if (level < now.level) return undefined;
  if (level > now.level) return isWhole(now, level, slot) ? 'now' : undefined;
  if (slot >= now.from) return 'now';
  return earlier !== undefined && slot >= earlier.from ? 'earlier' : undefined;
};

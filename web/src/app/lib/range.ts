// A stretch of a chart that was chosen with the pointer.
import type { Series, SeriesLine, Window } from 'headwater/monitor';

/** From the beginning of one step to the end of another, in seconds since 1970. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Reads a range of an address; what makes no sense is none. */
export const rangeOf = (text: string | null): Range | undefined => {
  const found = /^(\d{1,11})-(\d{1,11})$/.exec(text ?? '');
  if (found === null) return undefined;
  const [from, to] = [Number(found[1]), Number(found[2])];
  return from < to ? { from, to } : undefined;
};

export const rangeText = ({ from, to }: Range): string => `${String(from)}-${String(to)}`;

/** Steps of a series: the first, and the one after the last. */
interface Steps {
  readonly first: number;
  readonly end: number;
}

const stepsIn = (lines: readonly SeriesLine[]): number =>
  Math.max(0, ...lines.map(({ values }) => values.length));

/** The steps that a range touches; undefined where it lies outside of what is shown, or is all of it. */
export const stepsOfRange = (
  { from, stepMs, lines }: Pick<Series, 'from' | 'stepMs' | 'lines'>,
  range: Range | undefined,
): Steps | undefined => {
  if (range === undefined || !(stepMs > 0)) return undefined;
  const [start, step, count] = [Date.parse(from) / 1000, stepMs / 1000, stepsIn(lines)];
  const first = Math.max(0, Math.floor((range.from - start) / step));
  const end = Math.min(count, Math.ceil((range.to - start) / step));
  return first < end && end - first < count ? { first, end } : undefined;
};

/** Only some steps of a series. The last of them can still change only where it is the last of all; others may not be whole. */
export const cut = <S extends Pick<Series, 'from' | 'stepMs' | 'lines' | 'open' | 'whole'>>(
  series: S,
  steps: Steps | undefined,
): S =>
  steps === undefined
    ? series
    : {
        ...series,
        from: new Date(Date.parse(series.from) + steps.first * series.stepMs).toISOString(),
        open: series.open && steps.end === stepsIn(series.lines),
        ...(series.whole === undefined ? {} : { whole: series.whole - steps.first }),
        lines: series.lines.map((line) => ({ ...line, values: line.values.slice(steps.first, steps.end) })),
      };

const HOUR_S = 3_600;
const DAY_S = 86_400;

/** Where each window begins that ends at a point in time. Days are those of UTC; the last one may end then. */
const startsAt = (now: number): Readonly<Record<Window, number>> => {
  const today = Math.floor((now - 1) / DAY_S) * DAY_S;
  const date = new Date(today * 1_000);
  return {
    '60m': now - HOUR_S,
    '24h': now - DAY_S,
    today,
    '7d': today - 6 * DAY_S,
    '30d': today - 29 * DAY_S,
    month: Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 1_000,
  };
};

/** Those that the page offers, the shortest first. */
const OFFERED = ['60m', '24h', '7d', '30d'] as const satisfies readonly Window[];

/**
 * The window that shows a range better than a part of the present one does: a shorter one that ends now and has all of it.
 *
 * @param now in seconds since 1970
 */
export const windowOfRange = (range: Range, window: Window, now: number): Window | undefined => {
  const starts = startsAt(now);
  const shorter = OFFERED.filter((each) => starts[each] > starts[window]);
  return range.to < now ? undefined : shorter.find((each) => range.from >= starts[each]);
};

// From lines of figures to what a chart draws.
import type { Series, SeriesLine } from 'headwater/monitor';
import { BASIS } from './format.js';

/** Figures that may be stacked: of one currency and basis. */
export interface Origin {
  readonly id: string;
  readonly word: string;
  readonly currency: string | undefined;
  readonly basis: SeriesLine['basis'];
  readonly lines: readonly SeriesLine[];
  readonly sum: number;
}

/** The sum of what is known; null where nothing is, which is no zero. */
export const addedUp = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);

const sumOf = (lines: readonly SeriesLine[]): number =>
  lines.reduce((sum, { values }) => sum + (addedUp(values) ?? 0), 0);

const idOf = ({ currency, basis }: SeriesLine): string => `${currency ?? ''}|${basis ?? ''}`;

const wordOf = ({ currency, basis }: SeriesLine): string =>
  [currency, basis === undefined ? undefined : BASIS[basis]].filter((word) => word !== undefined).join(' ');

/** Lines by origin, that with the largest sum first: figures of different origin never stack. */
export const originsOf = (lines: readonly SeriesLine[]): readonly Origin[] => {
  const groups = new Map<string, SeriesLine[]>();
  for (const line of lines) {
    const group = groups.get(idOf(line));
    if (group === undefined) groups.set(idOf(line), [line]);
    else group.push(line);
  }
  return [...groups]
    .map(([id, group]) => {
      const [first] = group as [SeriesLine];
      return {
        id,
        word: wordOf(first),
        currency: first.currency,
        basis: first.basis,
        lines: group,
        sum: sumOf(group),
      };
    })
    .sort((a, b) => b.sum - a.sum);
};

/** The points in time of a chart, in seconds. */
export const timesOf = ({ from, stepMs, lines }: Pick<Series, 'from' | 'stepMs' | 'lines'>): number[] => {
  const steps = Math.max(0, ...lines.map(({ values }) => values.length));
  const start = Date.parse(from);
  return Array.from({ length: steps }, (_, step) => (start + step * stepMs) / 1000);
};

/**
 * Each line on top of those before it. A step in which no line has a figure is a gap in all of them, never a zero; where some
 * have one, a line without adds nothing.
 */
export const stacked = (lines: readonly SeriesLine[]): (number | null)[][] => {
  const steps = Math.max(0, ...lines.map(({ values }) => values.length));
  const isGap = Array.from({ length: steps }, (_, step) =>
    lines.every(({ values }) => (values[step] ?? null) === null),
  );
  const level = new Array<number>(steps).fill(0);
  return lines.map(({ values }) =>
    isGap.map((gap, step) => {
      if (gap) return null;
      level[step] = (level[step] ?? 0) + (values[step] ?? 0);
      return level[step] ?? 0;
    }),
  );
};

/** The sum of a step, null where no line has a figure. */
export const totalAt = (lines: readonly SeriesLine[], step: number): number | null => {
  const values = lines.map((line) => line.values[step] ?? null).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
};

/** Steps of a table that shows a chart: at most so many, the last always among them. */
export const sampled = (steps: number, most: number): readonly number[] => {
  const stride = Math.max(1, Math.ceil(steps / most));
  return Array.from({ length: steps }, (_, step) => step).filter((step) => (steps - 1 - step) % stride === 0);
};

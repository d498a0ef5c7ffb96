import type { Series } from '../../monitor/index.js';
import { roundingOf, type Rounding } from '../../monitor/rounding.js';
import { wholeSteps } from '../../monitor/whole-steps.js';
import { countText, countWord, moneyText } from '../output/figures.js';
import { widthOf } from '../output/width.js';
import type { HeadInput } from './head.js';
import { columnOf, flow, line, shown, sparkline, type Part } from './ink.js';
import type { Steps, Ui } from './ui.js';
import { markOf } from './words.js';
import { DAY_MS } from '../../records/durations.js';

/** One value a step. */
interface Sums {
  readonly values: readonly (number | null)[];
  readonly currency: string | undefined;
}

/** One value a step over lines whose figures add up; no line has data: null. */
const summed = ({ lines }: Series): Sums => {
  const [first] = lines;
  const alike = lines.filter(({ currency, basis }) => currency === first?.currency && basis === first?.basis);
  const values = (first?.values ?? []).map((_value, at) => {
    const known = alike
      .map((each) => each.values[at])
      .filter((value) => value !== null && value !== undefined);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
  });
  return { values, currency: first?.currency };
};

/** Returns the steps of a chart that has data. */
export const stepsOf = (series: Series | undefined): Steps | undefined => {
  const count = series === undefined || series.state === 'reading' ? 0 : summed(series).values.length;
  return series === undefined || count === 0
    ? undefined
    : { from: Date.parse(series.from), stepMs: series.stepMs, count };
};

const stepText = (ms: number): string => {
  if (ms < 3_600_000) return `${String(ms / 60_000)} min`;
  return ms < DAY_MS ? `${String(ms / 3_600_000)} h` : `${String(ms / DAY_MS)} d`;
};

/** When a step begins: its day where steps are days or the window holds several. */
const startText = ({ from, to, stepMs }: Series, at: number): string => {
  const iso = new Date(Date.parse(from) + at * stepMs).toISOString();
  const [day, minute] = [iso.slice(5, 10), iso.slice(11, 16)];
  if (stepMs >= DAY_MS) return day;
  return Date.parse(to) - Date.parse(from) > 2 * DAY_MS ? `${day} ${minute}` : minute;
};

const peakOf = (values: readonly (number | null)[]): number | undefined => {
  let best: number | undefined;
  values.forEach((value, at) => {
    if (value !== null && value > 0 && (best === undefined || value > (values[best] ?? 0))) best = at;
  });
  return best;
};

const moneyOf = (value: number, currency: string | undefined, rounding?: Rounding): string =>
  moneyText({ amount: String(value), currency: currency ?? '' }, rounding);

/** A sum over all lines is a floor where a source is missing. */
const qualityOf = ({ coverage }: Series): 'floor' | 'reported' =>
  coverage.missing.length > 0 ? 'floor' : 'reported';

const peakText = (series: Series, { values, currency }: Sums, measure: Ui['measure']): string => {
  const at = peakOf(values);
  const value = at === undefined ? null : values[at];
  if (at === undefined || value === null || value === undefined) return '';
  const rounding = roundingOf({ quality: qualityOf(series) });
  const size = measure === 'cost' ? moneyOf(value, currency, rounding) : countWord(value, rounding);
  return `peak ${size} ${startText(series, at)}`;
};

const stepValue = (series: Series, sums: Sums, at: number, measure: Ui['measure']): string => {
  const value = sums.values[at];
  if (value === null || value === undefined) return 'no data';
  const quality = qualityOf(series);
  const size =
    measure === 'cost'
      ? moneyOf(value, sums.currency, roundingOf({ quality }))
      : `${countText(value)} ${measure}`;
  const isWhole = at < wholeSteps(series, sums.values.length);
  return `${markOf({ quality })}${size}${isWhole ? '' : ' so far'}`;
};

/** The bars, those of steps that can still grow apart: a small value there is no fall. */
const barParts = (
  { ink }: HeadInput,
  { values }: Sums,
  whole: number,
  width: number,
): readonly [Part, Part] => {
  const bars = Array.from(sparkline(ink, values, width));
  const first = columnOf(whole, values.length, width);
  return [
    [bars.slice(0, first).join(''), 'cyan'],
    [bars.slice(first).join(''), 'dim', ''],
  ];
};

/** What the bars at the end are, where they are more than the one of the open step. */
const openText = (whole: number, count: number): string =>
  count - whole > 1 ? `last ${String(count - whole)} so far` : '';

/** The line below the bars: a mark below that of the step that is looked at, with its time and its value. */
const stepLine = (
  { ui, ink, width }: HeadInput,
  series: Series,
  sums: Sums,
  bars: { readonly from: number; readonly width: number },
): readonly string[] => {
  const count = sums.values.length;
  const at = ui.step === undefined ? -1 : Math.round((ui.step - Date.parse(series.from)) / series.stepMs);
  if (at < 0 || at >= count) return [];
  const text = shown(ink, `${startText(series, at)}  ${stepValue(series, sums, at, ui.measure)}`);
  const place = bars.from + columnOf(at, count, bars.width);
  const isLeft = place + 2 + widthOf(text) > width && place > widthOf(text);
  const marked = isLeft ? `${text} ^` : `^ ${text}`;
  return [line(ink, ' '.repeat(isLeft ? place - widthOf(text) - 1 : place) + marked, width, 'bold')];
};

/** Returns the lines of the chart: what it is of, bars, and the peak; below them the step that is looked at. */
export const chartLines = (input: HeadInput): readonly string[] => {
  const { ui, picture, ink, width } = input;
  const series = picture.series?.value;
  if (series === undefined || series.state === 'reading')
    return [line(ink, ` ${ui.measure} …`, width, 'dim')];
  const sums = summed(series);
  const missing = markOf({ quality: qualityOf(series) });
  const head = shown(ink, `${missing}${ui.measure} a ${stepText(series.stepMs)}`);
  if (!sums.values.some((value) => value !== null))
    return flow(ink, [[head], ['no data in this window', 'dim']], width, ' ').slice(0, 1);
  const count = sums.values.length;
  const whole = wholeSteps(series, count);
  const tail = [peakText(series, sums, ui.measure), openText(whole, count)].filter(Boolean).join(', ');
  const room = Math.max(8, width - widthOf(head) - tail.length - 5);
  const from = widthOf(head) + 2;
  return [
    ...flow(ink, [[head], ...barParts(input, sums, whole, room), [tail, 'dim']], width, ' ').slice(0, 1),
    ...stepLine(input, series, sums, { from, width: room }),
  ];
};

import type { LimitRow } from '../../monitor/index.js';
import { roundingOf, type Rounding } from '../../monitor/rounding.js';
import { countText, countWord, moneyWord } from '../output/figures.js';
import type { Style } from '../output/paint.js';
import type { Column } from './grid.js';
import { nameWidth, type Scene } from './panes.js';
import { markOf, shareText, spanText, untilText } from './words.js';

/** Returns limits with those first that are nearest to their end; those of which no use is reported come last. */
export const byUrgency = (rows: readonly LimitRow[]): readonly LimitRow[] =>
  [...rows].sort((a, b) => (b.ratio ?? -1) - (a.ratio ?? -1));

type Size = LimitRow['limit'];

const currencyOf = (size: Size): string => (typeof size === 'number' ? '' : size.currency);

/** Alerts at several amounts of one thing: what counts is the next one. */
const keyOf = ({ subject, environment, measure, model, period, windowMs, limit }: LimitRow): string =>
  JSON.stringify([subject, environment, measure, model, period, windowMs, currencyOf(limit)]);

const numberOf = (size: Size): number => (typeof size === 'number' ? size : Number(size.amount));

/** The next alert of several, or the last one where all are reached; how many are reached is part of its name. */
const nextOf = (alerts: readonly [LimitRow, ...LimitRow[]]): LimitRow => {
  const sorted = [...alerts].sort((a, b) => numberOf(a.limit) - numberOf(b.limit));
  const reached = sorted.filter(({ ratio = 0 }) => ratio >= 1).length;
  const row = sorted[reached] ?? sorted.at(-1) ?? alerts[0];
  return alerts.length === 1
    ? row
    : { ...row, name: `${row.name}: ${countText(reached)} of ${countText(alerts.length)} reached` };
};

/** Returns limits, alerts of one thing as one, those first that are nearest to their end. */
export const limitsShown = (rows: readonly LimitRow[]): readonly LimitRow[] => {
  const alerts = new Map<string, [LimitRow, ...LimitRow[]]>();
  for (const row of rows) {
    if (row.enforcement !== 'alert') continue;
    const group = alerts.get(keyOf(row));
    if (group === undefined) alerts.set(keyOf(row), [row]);
    else group.push(row);
  }
  const others = rows.filter(({ enforcement }) => enforcement !== 'alert');
  return byUrgency([...others, ...[...alerts.values()].map(nextOf)]);
};

const sizeText = (size: Size, rounding?: Rounding): string =>
  typeof size === 'number' ? countWord(size, rounding) : moneyWord(size, rounding);

export const usedText = ({ used, quality }: LimitRow): string =>
  used === undefined ? '–' : markOf({ quality }) + sizeText(used, roundingOf({ quality }));

export const limitText = ({ limit }: LimitRow): string => sizeText(limit);

/** Where more may have been used than is known, less may be left. */
const LEFT_MARKS: Readonly<Record<LimitRow['quality'], string>> = {
  floor: '≤',
  estimated: '~',
  reported: '',
};

export const leftText = ({ remaining, quality }: LimitRow): string =>
  remaining === undefined ? '–' : LEFT_MARKS[quality] + sizeText(remaining, roundingOf({ quality }, 'most'));

/** Returns when a limit will be reached. */
export const reachedText = ({ ratio, reachedAt }: LimitRow, now: Date): string => {
  if (ratio !== undefined && ratio >= 1) return 'reached';
  return untilText(reachedAt, now);
};

/** Returns when a limit begins again. One of a short time has done so when it is looked at later: its use is of then. */
export const resetText = ({ resetsAt, asOf, period }: LimitRow, now: Date): string => {
  const left = resetsAt === undefined ? undefined : Date.parse(resetsAt) - now.getTime();
  if (left !== undefined && left > 0) return `in ${spanText(left)}`;
  if (period === 'minute' || period === 'window')
    return asOf === undefined ? '–' : `as of ${asOf.slice(11, 19)}`;
  return left === undefined ? '–' : 'due';
};

const ENFORCEMENTS: Readonly<Record<LimitRow['enforcement'], string>> = {
  hard: 'hard limit',
  soft: 'soft limit',
  alert: 'alert only',
};

/** Returns what happens at a limit: in the words of the page. */
export const enforcementText = ({ enforcement, enforcing }: LimitRow): string =>
  enforcing === true ? 'enforcing now' : ENFORCEMENTS[enforcement];

const NEAR = 0.8;

const styleOf = ({ ratio, enforcing }: LimitRow): Style | undefined => {
  if (enforcing === true || (ratio !== undefined && ratio >= 1)) return 'red';
  return ratio !== undefined && ratio >= NEAR ? 'yellow' : undefined;
};

export const limitColumns = (scene: Scene): readonly Column<LimitRow>[] => [
  {
    head: 'OF',
    cell: ({ subjectName, subject }) => subjectName ?? subject.id,
    most: nameWidth(scene),
    least: 12,
  },
  { head: 'SOURCE', cell: ({ source }) => source, most: 12, rank: 5 },
  { head: 'LIMIT', cell: ({ name }) => name, most: 40, least: 10, rank: 4 },
  { head: 'USED', cell: usedText, isRight: true },
  { head: 'AT MOST', cell: limitText, isRight: true },
  { head: 'LEFT', cell: leftText, isRight: true, rank: 3 },
  { head: 'PART', cell: ({ ratio }) => shareText(ratio), isRight: true, style: styleOf },
  { head: 'FULL', cell: (row) => reachedText(row, scene.now), isRight: true, rank: 2 },
  { head: 'RESET', cell: (row) => resetText(row, scene.now), isRight: true, rank: 2 },
  { head: 'ENFORCED', cell: enforcementText, rank: 1, style: styleOf },
];

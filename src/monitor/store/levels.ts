import type { Window } from '../queries.js';

/** Widths in which figures are held: minutes, hours and days. */
export const MINUTE = 0;
export const HOUR = 1;
export const DAY = 2;
export type Level = typeof MINUTE | typeof HOUR | typeof DAY;
export const LEVELS: readonly Level[] = [MINUTE, HOUR, DAY];

export const UNIT_MS = [60_000, 3_600_000, 86_400_000] as const;

/** Returns the number of the slot that a time lies in. */
export const slotOf = (level: Level, ms: number): number => Math.floor(ms / UNIT_MS[level]);

/** Returns when a slot begins, in milliseconds. */
export const startOf = (level: Level, slot: number): number => slot * UNIT_MS[level];

/** Slots of a level in a day. */
export const slotsOfDay = (level: Level, day: number): readonly [number, number] => [
  slotOf(level, day * UNIT_MS[DAY]),
  slotOf(level, (day + 1) * UNIT_MS[DAY]),
];

/** Returns the level whose slots hold buckets of a width; undefined for those wider than a day. */
export const levelOfWidth = (ms: number): Level | undefined => LEVELS.find((level) => ms <= UNIT_MS[level]);

/** Slots of one level, from one to before another. The present window has no end: what is newest belongs to it. */
export interface Span {
  readonly level: Level;
  readonly from: number;
  readonly to: number;
}

/** The windows of the overview's burn rate beside those of queries, and all days that are held. */
export type AnyWindow = Window | '15m' | 'history';

const rolling = (level: Level, slots: number, now: number): Span => ({
  level,
  from: slotOf(level, now) - slots + 1,
  to: Infinity,
});

const monthStart = (now: number, back: number): number => {
  const date = new Date(now);
  return slotOf(DAY, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1));
};

/** Days of history for the projection of a month. */
const HISTORY_DAYS = 35;

/** Returns the slots of a window as of a time. Windows of minutes and hours end with the slot that is open. */
export const spanOf = (window: AnyWindow, now: number): Span => {
  switch (window) {
    case '15m':
      return rolling(MINUTE, 15, now);
    case '60m':
      return rolling(MINUTE, 60, now);
    case '24h':
      return rolling(HOUR, 24, now);
    case 'today':
      return rolling(DAY, 1, now);
    case '7d':
      return rolling(DAY, 7, now);
    case '30d':
      return rolling(DAY, 30, now);
    case 'history':
      return rolling(DAY, HISTORY_DAYS, now);
    case 'month':
      return { level: DAY, from: monthStart(now, 0), to: Infinity };
  }
};

/** Returns the slots of the window before. */
export const spanBefore = (window: AnyWindow, now: number): Span => {
  const span = spanOf(window, now);
  if (window === 'month') return { level: DAY, from: monthStart(now, 1), to: span.from };
  const length = slotOf(span.level, now) - span.from + 1;
  return { level: span.level, from: span.from - length, to: span.from };
};

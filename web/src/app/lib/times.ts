// How times are written. Pure functions: the same input gives the same text on every machine.
import type { SourceRow, Window } from 'headwater/monitor';
import { formatOf, NOTHING } from './format.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time, in one unit. */
export const span = (ms: number): string => {
  const size = Math.abs(ms);
  if (size < MINUTE) return `${String(Math.round(size / SECOND))} s`;
  if (size < HOUR) return `${String(Math.floor(size / MINUTE))} min`;
  if (size < 2 * DAY) return `${String(Math.floor(size / HOUR))} h`;
  return `${String(Math.floor(size / DAY))} d`;
};

/** How long something took that is over soon: `340 ms`, `2.1 s`. */
const duration = (ms: number): string =>
  ms < SECOND
    ? `${String(Math.round(ms))} ms`
    : ms < MINUTE
      ? `${formatOf({ maximumFractionDigits: 1 }).format(ms / SECOND)} s`
      : span(ms);

/** How long a reading took, and how long each of its pages did where there are several. */
export const took = ({ readMs, pages = 0 }: Pick<SourceRow, 'readMs' | 'pages'>): string => {
  if (readMs === undefined) return NOTHING;
  return pages > 1 ? `${duration(readMs)}, ${duration(readMs / pages)} each` : duration(readMs);
};

/** How long ago something was. */
export const ago = (iso: string | undefined, now: number): string => {
  if (iso === undefined) return NOTHING;
  const ms = now - Date.parse(iso);
  return ms < 5 * SECOND ? 'now' : `${span(ms)} ago`;
};

/** A countdown, `4:10`; empty once it is over. */
export const countdown = (iso: string | undefined, now: number): string => {
  if (iso === undefined) return '';
  const seconds = Math.ceil((Date.parse(iso) - now) / SECOND);
  if (seconds <= 0) return '';
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return minutes >= 60
    ? `${String(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')} h`
    : `${String(minutes)}:${String(rest).padStart(2, '0')}`;
};

/** Where times are shown. */
export type Zone = 'utc' | 'local';

const pad = (value: number): string => String(value).padStart(2, '0');

const partsOf = (iso: string, zone: Zone): readonly [number, number, number, number, number, number] => {
  const at = new Date(iso);
  return zone === 'utc'
    ? [
        at.getUTCFullYear(),
        at.getUTCMonth() + 1,
        at.getUTCDate(),
        at.getUTCHours(),
        at.getUTCMinutes(),
        at.getUTCSeconds(),
      ]
    : [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()];
};

/** The time of day: `20:03:12`. */
export const clockTime = (iso: string | undefined, zone: Zone): string => {
  if (iso === undefined) return NOTHING;
  const [, , , hours, minutes, seconds] = partsOf(iso, zone);
  return `${pad(hours)}:${pad(minutes)}:${pad(seconds)}`;
};

/** The day: `2026-01-15`. */
export const day = (iso: string | undefined, zone: Zone): string => {
  if (iso === undefined) return NOTHING;
  const [year, month, date] = partsOf(iso, zone);
  return `${String(year)}-${pad(month)}-${pad(date)}`;
};

/** Day and time: `2026-01-15 20:03`. */
export const dayTime = (iso: string | undefined, zone: Zone): string =>
  iso === undefined ? NOTHING : `${day(iso, zone)} ${clockTime(iso, zone).slice(0, 5)}`;

/** When a step of a chart begins: its day, its time of day in the window of an hour, else both. Days are those of UTC. */
export const stepTime = (seconds: number, stepMs: number, window: Window, zone: Zone): string => {
  const iso = new Date(seconds * 1000).toISOString();
  if (stepMs >= DAY) return dayTime(iso, 'utc').slice(0, 10);
  return window === '60m' ? clockTime(iso, zone).slice(0, 5) : dayTime(iso, zone).slice(5);
};

/** A point in time on an axis: `20:00`, and at the start of a day `01-15`. */
export const axisTime = (seconds: number, stepSeconds: number, zone: Zone): string => {
  const iso = new Date(seconds * SECOND).toISOString();
  const time = clockTime(iso, zone).slice(0, 5);
  return stepSeconds * SECOND >= DAY || time === '00:00' ? day(iso, zone).slice(5) : time;
};

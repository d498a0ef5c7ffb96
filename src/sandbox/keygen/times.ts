import { all, one } from './filters.js';
import type { Filter } from './list.js';

const DURATION = /^P?(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

const UNITS = [31_556_952, 2_629_746, 604_800, 86_400, 3600, 60, 1] as const;

/** Seconds, or an ISO 8601 duration with or without its P, in milliseconds; NaN for anything else. */
function durationOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const parts: readonly (string | undefined)[] = (DURATION.exec(text) ?? []).slice(1);
  if (parts.every((part) => part === undefined)) return Number.NaN;
  return parts.reduce((sum, part = '0', place) => sum + Number(part) * (UNITS[place] ?? 0), 0) * 1000;
}

/** Unix seconds, or a timestamp. */
function instantOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/** From and to, both included; NaN on either side admits nothing. */
type Span = readonly [from: number, to: number];

function within(span: Span): (at: number | null) => boolean {
  return (at) => at !== null && at >= span[0] && at <= span[1];
}

function dayOf(text: string): Span {
  const start = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return [start, start + 86_399_999];
}

/** A time in the future: `[within]`, `[in]`, `[before]`, `[after]` and `[on]`. */
export function expires<A>(name: string, at: (record: A) => number | null): Filter<A> {
  const during = (form: string, span: (asked: string, now: number) => Span): Filter<A> =>
    one(`${name}[${form}]`, (asked, now) => {
      const holds = within(span(asked, now));
      return (record) => holds(at(record));
    });
  return all(
    during('within', (asked, now) => [now, now + durationOf(asked)]),
    during('in', (asked, now) => [now, now + durationOf(asked)]),
    during('before', (asked, now) => [now, instantOf(asked)]),
    during('after', (asked, now) => [Math.max(now, instantOf(asked)), Infinity]),
    during('on', dayOf),
  );
}

/** A time in the past: `[within]`, `[in]`, `[before]`, `[after]` and `[on]`, before now. */
export function expired<A>(name: string, at: (record: A) => number | null): Filter<A> {
  const during = (form: string, span: (asked: string, now: number) => Span): Filter<A> =>
    one(`${name}[${form}]`, (asked, now) => {
      const [from, to] = span(asked, now);
      const holds = within([from, Math.min(to, now)]);
      return (record) => holds(at(record));
    });
  return all(
    during('within', (asked, now) => [now - durationOf(asked), now]),
    during('in', (asked, now) => [now - durationOf(asked), now]),
    during('before', (asked) => [-Infinity, instantOf(asked)]),
    during('after', (asked, now) => [instantOf(asked), now]),
    during('on', dayOf),
  );
}

/** The last sign of life: `[inside]` and `[outside]` a duration, `[before]` and `[after]` an instant. */
export function activity<A>(at: (record: A, now: number) => number): Filter<A> {
  const when = (form: string, test: (asked: string, now: number) => (last: number) => boolean): Filter<A> =>
    one(`activity[${form}]`, (asked, now) => {
      const holds = test(asked, now);
      return (record) => holds(at(record, now));
    });
  return all(
    when('inside', (asked, now) => (last) => last >= now - durationOf(asked)),
    when('outside', (asked, now) => (last) => last < now - durationOf(asked)),
    when('before', (asked) => (last) => last < instantOf(asked)),
    when('after', (asked) => (last) => last >= instantOf(asked)),
  );
}

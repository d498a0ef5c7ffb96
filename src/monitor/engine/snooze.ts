import type { Iso, Ref } from '../../records/index.js';

/** Hides findings until a time, by the choice of who watches. */
export interface Snooze {
  /** Id of the rule. Default: any. */
  readonly rule?: string | undefined;
  /** The provider's id of the subject. Default: any. */
  readonly subject?: string | undefined;
  /** When findings are shown again: ISO 8601. */
  readonly until: string;
}

/** Returns until when a finding is hidden; undefined where it is not. */
export const snoozedUntil = (
  snoozes: readonly Snooze[],
  { rule, ref }: { readonly rule: string; readonly ref: Ref },
  now: number,
): Iso | undefined =>
  snoozes.find(
    (snooze) =>
      (snooze.rule === undefined || snooze.rule === rule) &&
      (snooze.subject === undefined || snooze.subject === ref.id) &&
      Date.parse(snooze.until) > now,
  )?.until;

/** Returns when the next snooze is over; Infinity for none. */
export const nextSnoozeEnd = (snoozes: readonly Snooze[], now: number): number =>
  snoozes
    .map(({ until }) => Date.parse(until))
    .reduce((next, end) => (end > now && end < next ? end : next), Infinity);

import type { Credential, Evidence, Iso, Ref } from '../../records/index.js';
import { DAY_MS } from '../../records/durations.js';

/** Whole days between two times. */
export const daysBetween = (from: Iso, now: Date): number =>
  Math.floor((now.getTime() - Date.parse(from)) / DAY_MS);

/** Whether more than so many days lie between two times. */
export const isOlder = (from: Iso, days: number, now: Date): boolean =>
  now.getTime() - Date.parse(from) > days * DAY_MS;

export const days = (count: number): string => `${String(count)} ${count === 1 ? 'day' : 'days'}`;

/** A day and a minute, in UTC. */
export const timeText = (iso: Iso): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

export const refOfCredential = ({ source, kind, id }: Credential): Ref => ({ source, kind, id });

/** One reason: the fact, then what to do, then the time of the data. */
export const evidence = (
  fact: string,
  advice: string,
  asOf: Iso | undefined,
  refs: readonly Ref[],
): Evidence => ({
  text: `${fact} ${advice}${asOf === undefined ? '' : ` As of ${timeText(asOf)}.`}`,
  refs,
});

/** Where the default rules are explained. */
export const docsOf = (id: string): string => `docs/findings.md#${id.replaceAll('.', '')}`;

/** Whether a credential can still open a door. */
export const isLive = ({ status }: Credential): boolean => status === 'active' || status === 'unknown';

import type { Feed, ReadingResume } from '../monitor/feed.js';
import type { Iso } from '../records/index.js';

/** What is kept of a feed between its readings. */
export interface FeedMemory {
  readonly reading: string;
  /** Whether that reading has not ended: its worker died, or was stopped. */
  readonly isOpen: boolean;
  readonly resume: ReadingResume | undefined;
  readonly mark: string | undefined;
  readonly failures: number;
  readonly since: Iso | undefined;
  readonly asOf: Iso | undefined;
  readonly sweptAt: number;
}

/** Reads the hash of a feed. */
export const memoryOf = (fields: ReadonlyMap<string, string>): FeedMemory => {
  const resume = fields.get('resume') ?? '';
  return {
    reading: fields.get('reading') ?? '',
    isOpen: fields.get('open') === '1',
    resume: resume === '' ? undefined : (JSON.parse(resume) as ReadingResume),
    mark: fields.get('mark'),
    failures: Number(fields.get('failures') ?? 0),
    since: fields.get('since'),
    asOf: fields.get('asOf'),
    sweptAt: Number(fields.get('sweptAt') ?? -Infinity),
  };
};

/** Names and values that Redis gives in turns. */
export const pairsIn = (flat: readonly string[]): readonly (readonly [name: string, value: string])[] =>
  flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? ''] as const] : []));

/** The name of a reading that begins now: a later one than that before, whatever the clock says. */
export const nameAfter = (before: string, now: number): string => {
  const name = new Date(now).toISOString();
  return name > before ? name : new Date(Date.parse(before) + 1).toISOString();
};

/**
 * By how much sooner than said a feed counts as due. The scheduler ticks at the watched cadence, counted from the beginning of a reading,
 * and the wait counts from its end: without it every second tick would come too early.
 */
export const slackOf = ({ every }: Feed): number => Math.floor(Math.min(every.watchedMs, every.idleMs) / 2);

/** Since when a feed is known without a hole, with a reading that reaches back to `from`. */
export const sinceOf = ({ since, asOf }: FeedMemory, from: Iso | undefined): Iso | undefined => {
  if (from === undefined) return undefined;
  if (since === undefined || asOf === undefined || from > asOf) return from;
  return since < from ? since : from;
};

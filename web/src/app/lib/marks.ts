// What happened, as marks on a chart.
import type { ChangeEvent, DriftRow } from 'headwater/monitor';

/** Something that happened at a point in time, in seconds since 1970. */
export interface Mark {
  readonly at: number;
  readonly text: string;
}

const secondsOf = (iso: string): number => Date.parse(iso) / 1000;

/** Of a finding: whether it is on how a source does, such as a credential that is refused. */
const isOfSource = ({ fields }: ChangeEvent): boolean => fields?.[0]?.startsWith('source.') === true;

const isMarked = (event: ChangeEvent): boolean =>
  event.kind === 'created' ||
  event.kind === 'removed' ||
  event.kind === 'limit' ||
  (event.kind === 'finding' && isOfSource(event));

/**
 * Marks in the order of time: keys and the like that came and went, limits that were crossed, trouble of sources, and fields that
 * changed.
 *
 * @param others what else is known to have happened
 */
export const marksOf = (
  events: readonly ChangeEvent[],
  drift: readonly DriftRow[],
  others: readonly Mark[] = [],
): readonly Mark[] =>
  [
    ...events.filter(isMarked).map(({ at, text }) => ({ at: secondsOf(at), text })),
    ...drift.map(({ firstSeen, source, feed, path }) => ({
      at: secondsOf(firstSeen),
      text: `Drift in ${source} ${feed}: ${path}.`,
    })),
    ...others,
  ]
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => a.at - b.at);

/** Of one step this many are in words; how many more there are is counted. */
const IN_WORDS = 2;

/** What happened in one step, in words; empty where nothing did. */
export const marksText = (marks: readonly Mark[], from: number, to: number): string => {
  const inside = marks.filter(({ at }) => at >= from && at < to);
  const words = inside.slice(0, IN_WORDS).map(({ text }) => text);
  const more = inside.length - words.length;
  return more > 0 ? `${words.join(' ')} And ${String(more)} more.` : words.join(' ');
};

import type { SourceRow } from '../../monitor/index.js';
import { reasonOfRow } from '../monitor/feed-state.js';
import type { Part } from './ink.js';
import { agoText, countdown, STATES } from './words.js';

/** The feeds of one source. */
interface SourceFeeds {
  readonly source: string;
  readonly feeds: readonly SourceRow[];
}

/** Returns the rows of feeds, by source, in their order. */
export const bySource = (rows: readonly SourceRow[]): readonly SourceFeeds[] => {
  const groups = new Map<string, SourceRow[]>();
  for (const row of rows) groups.set(row.source, [...(groups.get(row.source) ?? []), row]);
  return [...groups].map(([source, feeds]) => ({ source, feeds }));
};

const worstOf = (feeds: readonly SourceRow[]): SourceRow | undefined =>
  feeds.reduce<SourceRow | undefined>(
    (worst, feed) =>
      worst === undefined || STATES[feed.state].rank > STATES[worst.state].rank ? feed : worst,
    undefined,
  );

const newest = (feeds: readonly SourceRow[]): string | undefined =>
  feeds
    .flatMap(({ lastSuccessAt }) => lastSuccessAt ?? [])
    .sort()
    .at(-1);

/** When it is asked again, or how old what is known is. */
const tailOf = (row: SourceRow, feeds: readonly SourceRow[], now: Date): string => {
  const wait = countdown(row.nextPollAt, now);
  switch (row.state) {
    case 'ok':
    case 'slow':
      return agoText(newest(feeds), now);
    case 'reading':
      return `${String(feeds.filter(({ state }) => state !== 'reading').length)}/${String(feeds.length)}`;
    case 'stale':
      return `as of ${row.lastSuccessAt?.slice(11, 16) ?? '–'} (${agoText(row.lastSuccessAt, now)} old)`;
    case 'partial':
      return countOf(feeds);
    default:
      return [countOf(feeds), wait === undefined ? 'trying again' : `retry ${wait}`].join(' · ');
  }
};

const isBad = ({ state }: SourceRow): boolean => STATES[state].rank >= STATES.partial.rank;

const countOf = (feeds: readonly SourceRow[]): string =>
  `${String(feeds.filter(isBad).length)} of ${String(feeds.length)} lists`;

/** Returns how a source does: by a sign, a word, and what one needs to know of that state. */
export const chipOf = ({ source, feeds }: SourceFeeds, now: Date): Part => {
  const worst = worstOf(feeds);
  if (worst === undefined) return [source];
  const { sign, word, style } = STATES[worst.state];
  return [`${sign} ${source} ${word} ${tailOf(worst, feeds, now)}`, style];
};

/** Returns why a feed is not whole, in words; empty where it is. */
export const whyOf = (row: SourceRow): string => {
  if (!isBad(row)) return '';
  const { leftOut = 0 } = row;
  const left = leftOut > 0 ? [`${String(leftOut)} left out`] : [];
  const said = row.error === undefined ? [] : [reasonOfRow(row)];
  return [...left, ...said].join('; ') || 'not read whole';
};

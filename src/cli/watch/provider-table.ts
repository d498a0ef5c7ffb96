import type { Count, ProviderRow } from '../monitor/provider-rows.js';
import { healthOf, reasonOfRow, type Health } from '../monitor/feed-state.js';
import { countOf } from '../left-out.js';
import { printable } from '../output/escape.js';
import { countText, figureText } from '../output/figures.js';
import type { Paint, Style } from '../output/paint.js';
import { tableLines } from '../output/table.js';
import { clipped } from '../output/width.js';
import { HELD } from '../reason.js';

/** Rows, and where they are shown. */
interface ProviderTable {
  readonly rows: readonly ProviderRow[];
  readonly now: Date;
  readonly width: number;
  readonly paint: Paint;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** How each state is shown: by a sign, a word and a colour. */
const MARKS: Readonly<Record<Health, { readonly sign: string; readonly style: Style }>> = {
  live: { sign: '●', style: 'green' },
  reading: { sign: '○', style: 'cyan' },
  partial: { sign: '▲', style: 'yellow' },
  stale: { sign: '▲', style: 'yellow' },
  down: { sign: '✕', style: 'red' },
};

const countCell = (count: Count): string => {
  if (count === undefined) return '–';
  return count.isOpen ? '…' : `${count.isFloor ? '≥' : ''}${countText(count.value)}`;
};

const RIGHT = [1, 2, 3, 4];
const STATE = 6;

/** Returns the lines of the table: a head, and one line for each source. */
export const providerLines = ({ rows, now, width, paint }: ProviderTable): readonly string[] => {
  const month = MONTHS[now.getUTCMonth()] ?? '';
  const head = ['SOURCE', 'USERS', 'KEYS', 'NEVER USED', `SPEND ${month}`, 'AS OF', 'STATE'];
  const cells = rows.map((row) => [
    row.source,
    countCell(row.users),
    countCell(row.keys),
    countCell(row.neverUsed),
    row.spend === undefined ? '–' : figureText(row.spend),
    row.asOf?.slice(11, 19) ?? '–',
    `${MARKS[row.health].sign} ${row.health}`,
  ]);
  return tableLines(head, cells, paint, {
    right: RIGHT,
    width,
    headStyle: 'dim',
    styleOf: (row, column) => (column === STATE ? MARKS[rows[row]?.health ?? 'live'].style : undefined),
  });
};

type Feed = ProviderRow['feeds'][number];

const nextTry = (feeds: readonly Feed[], now: Date): string => {
  const [next] = feeds.flatMap(({ nextPollAt }) => nextPollAt ?? []).sort();
  if (next === undefined) return '';
  return next <= now.toISOString() ? '; trying again' : `; next try ${next.slice(11, 19)}`;
};

/** Feeds that fail for one cause, together; one that was not asked is one more of those whose failure is the cause. */
const alike = (feeds: readonly Feed[]): readonly (readonly [string, readonly Feed[]])[] => {
  const causes = new Map<string, Feed[]>();
  const own = feeds.filter((feed) => reasonOfRow(feed) !== HELD);
  for (const feed of own) causes.set(reasonOfRow(feed), [...(causes.get(reasonOfRow(feed)) ?? []), feed]);
  const [first = HELD] = causes.keys();
  const held = feeds.filter((feed) => reasonOfRow(feed) === HELD);
  if (held.length > 0) causes.set(first, [...(causes.get(first) ?? []), ...held]);
  return [...causes];
};

const NAMED = 4;

const namesOf = (feeds: readonly Feed[]): string => {
  const names = feeds.slice(0, NAMED).map(({ feed }) => feed);
  const more = feeds.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
};

const linesOf = ({ source, feeds }: ProviderRow, now: Date): readonly string[] => [
  ...alike(feeds.filter((feed) => healthOf(feed) === 'down')).map(
    ([reason, group]) => `${source}: ${namesOf(group)}: ${reason}${nextTry(group, now)}`,
  ),
  ...feeds
    .filter((feed) => healthOf(feed) === 'partial')
    .map((feed) => {
      const { leftOut = 0 } = feed;
      const left = leftOut > 0 ? [`${countOf(leftOut, 'item')} left out`] : [];
      const said = feed.error === undefined ? [] : [feed.error.message];
      return `${source}: ${feed.feed}: ${[...left, ...said].join('; ') || 'not read whole'}`;
    }),
];

/** Returns a line for each cause why something is missing. */
export const causeLines = ({ rows, now, width, paint }: ProviderTable): readonly string[] =>
  rows.flatMap((row) => linesOf(row, now).map((line) => paint('yellow', clipped(printable(line), width))));

// The order of the spenders that are shown.
import type { Amount, SpendRow, SpendTable } from 'headwater/monitor';
import { leading, sameOrigin } from './format.js';
import { lastSeen } from './last-seen.js';

/** A column of the table of spenders. */
export interface SpendColumn {
  readonly id: string;
  readonly word: string;
  /** What a short word means. */
  readonly title?: string;
  readonly right?: boolean;
  /** Nothing to sort by: what it shows is in the column of costs, or a picture. */
  readonly fixed?: boolean;
}

export const SPEND_COLUMNS: readonly SpendColumn[] = [
  { id: 'name', word: 'Name' },
  { id: 'source', word: 'Provider' },
  {
    id: 'cost',
    word: 'Cost',
    title:
      'Sorted by all amounts of a row, what is reported and what is estimated of days that are not reported yet',
    right: true,
  },
  { id: 'share', word: 'Share', right: true, fixed: true },
  { id: 'change', word: 'Δ', title: 'Change against the window before', right: true },
  { id: 'input', word: 'Input', right: true },
  { id: 'cached', word: 'Cached', right: true },
  { id: 'output', word: 'Output', right: true },
  { id: 'requests', word: 'Requests', right: true },
  { id: 'each', word: '$/1k', title: 'Cost of a thousand requests', right: true },
  { id: 'seen', word: 'Seen', title: 'Last seen', right: true },
  { id: 'trend', word: 'Trend', fixed: true },
];

/** How the cost changed against the window before, as a ratio; undefined where figures of one origin are not there. */
export const changeOf = (row: SpendRow, currency = ''): number | undefined => {
  const { lead } = leading(row.cost, currency);
  const before = lead === undefined ? undefined : sameOrigin(row.before, lead);
  if (lead === undefined || before === undefined || Number(before.amount) === 0) return undefined;
  return Number(lead.amount) / Number(before.amount) - 1;
};

/** What a thousand requests cost; undefined where no cost or no request is reported. */
export const perThousandOf = ({ cost, requests }: SpendRow, currency = ''): Amount | undefined => {
  const { lead } = leading(cost, currency);
  if (lead === undefined || requests === undefined || requests === 0) return undefined;
  return { ...lead, amount: String((Number(lead.amount) / requests) * 1000) };
};

type Value = string | number | undefined;

const valueOf = (row: SpendRow, column: string, table: SpendTable, currency: string): Value => {
  switch (column) {
    case 'name':
      return row.name.toLowerCase();
    case 'source':
      return row.source;
    case 'change':
      return changeOf(row, currency);
    case 'input':
      return row.tokens?.input_tokens;
    case 'cached':
      return row.tokens?.cached_input_tokens;
    case 'output':
      return row.tokens?.output_tokens;
    case 'requests':
      return row.requests;
    case 'each': {
      const each = perThousandOf(row, currency);
      return each === undefined ? undefined : Number(each.amount);
    }
    case 'seen':
      return lastSeen(row.spark, table);
    default:
      return undefined;
  }
};

const compared = (a: NonNullable<Value>, b: NonNullable<Value>): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The rows that are shown, in another order: what has no value in a column is last, whichever way. By cost they stay as the gateway
 * gave them, or the other way round.
 *
 * @param order a column, with `-` before it for descending
 */
export const ordered = (table: SpendTable, order: string, currency = ''): readonly SpendRow[] => {
  if (order === '-cost') return table.rows;
  if (order === 'cost') return [...table.rows].reverse();
  const sign = order.startsWith('-') ? -1 : 1;
  const column = order.replace('-', '');
  const valued = table.rows.map((row) => ({ row, value: valueOf(row, column, table, currency) }));
  return valued
    .sort(({ value: a }, { value: b }) => {
      if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
      return sign * compared(a, b);
    })
    .map(({ row }) => row);
};

/** The order by the next column: what is largest first, names from A. */
export const nextOrder = (order: string): string => {
  const ids = SPEND_COLUMNS.filter(({ fixed }) => fixed !== true).map(({ id }) => id);
  return orderBy(ids[(ids.indexOf(order.replace('-', '')) + 1) % ids.length] ?? 'cost', '');
};

/** The order after a click on a column: what is largest first, names from A, and the other way round if it is so already. */
export const orderBy = (id: string, order: string): string => {
  const first = id === 'name' || id === 'source' ? id : `-${id}`;
  const other = first.startsWith('-') ? id : `-${id}`;
  return order === first ? other : first;
};

/** What a head of the table says of its order. */
export const ariaOrder = ({ id, fixed }: SpendColumn, order: string): string | null => {
  if (fixed === true) return null;
  return order === id ? 'ascending' : order === `-${id}` ? 'descending' : 'none';
};

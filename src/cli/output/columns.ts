import { printable } from './escape.js';
import type { Row } from './flatten.js';
import { widthOf } from './width.js';
import { GAP } from './table.js';

/** A column of a table: where its value is, what it is called, how wide it is. */
export interface Column {
  readonly path: string;
  readonly title: string;
  readonly width: number;
}

const NOISE =
  /(^|\.)(object|links|meta|metadata|permissions|picture|unique_organization_id|principal_id|scopes)(\.|$)|^relationships\.(?!.*\.id$)/;

const FIRST = [
  ...[
    'start_time',
    'end_time',
    'id',
    'customer_identifier',
    'name',
    'email',
    'status',
    'role',
    'type',
    'environment',
  ],
  ...['project_id', 'user_id', 'api_key_id', 'model', 'line_item', 'amount.value', 'amount.currency'],
  ...['redacted_value', 'key_prefix', 'is_revoked', 'last_used_at', 'lastValidated', 'expires_at', 'expiry'],
  ...['created_at', 'created', 'added_at', 'total_cost', 'number_of_requests'],
];
const MOST = 28;
const IDS = 40;

/** The name that a reader needs: the wrappers that JSON:API puts around everything say nothing. */
const titleOf = (path: string): string =>
  path.replace(/^attributes\./, '').replace(/^relationships\.(.+?)\.data\.id$/, '$1');

const rank = (title: string): number => {
  const at = FIRST.indexOf(title);
  return at < 0 ? FIRST.length : at;
};

/** What a line holds before anything else, wherever it is there: who, and how much money. */
const FIRST_TAKEN = ['start_time', 'id', 'customer_identifier', 'total_cost', 'amount.value'];

const weight = (title: string): number => (FIRST_TAKEN.includes(title) ? 0 : 1);

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(\.\d+)?)?(Z|\+00:00)?$/;

/** Returns a value as a table shows it: points in time to the minute, UTC. */
export const shown = (title: string, value: string): string => {
  const [, day, minute] = ISO.exec(value) ?? [];
  if (day !== undefined && minute !== undefined) return `${day} ${minute}`;
  if (/(_at|_time|^created)$/.test(title) && /^\d{9,10}$/.test(value)) {
    return new Date(Number(value) * 1000).toISOString().slice(0, 16).replace('T', ' ');
  }
  return value;
};

const columnWidth = (title: string, rows: readonly string[]): number => {
  const longest = rows.reduce((most, value) => Math.max(most, widthOf(value)), widthOf(title));
  return Math.min(longest, title === 'id' ? IDS : MOST);
};

const SAYS_NOTHING = ['', '[secret]'];

/** Whether a column says something: not when it is empty, masked, or the same flag in every row. */
const isTelling = (values: readonly string[]): boolean => {
  const different = new Set(values);
  const [only = ''] = different;
  const constant = different.size === 1 && values.length > 1;
  return values.some((value) => !SAYS_NOTHING.includes(value)) && !(constant && /^(true|false)$/.test(only));
};

/**
 * Returns the columns that tell rows apart, as many as fit: what is empty, masked, or the same flag in every row is left
 * out, ids, names and states come first.
 *
 * @param width columns of the terminal in a line; Infinity where nothing cuts lines
 */
export const chooseColumns = (
  rows: readonly Row[],
  paths: readonly string[],
  width: number,
): readonly Column[] => {
  const useful = paths.filter((path) => !NOISE.test(path) && isTelling(rows.map((row) => row[path] ?? '')));
  const columns = useful
    .map((path): Column => {
      const title = titleOf(path);
      const values = rows.map((row) => printable(shown(title, row[path] ?? '')));
      return { path, title, width: columnWidth(title, values) };
    })
    .sort((a, b) => rank(a.title) - rank(b.title));
  const taken = new Set<Column>();
  let used = -GAP.length;
  for (const column of [...columns].sort((a, b) => weight(a.title) - weight(b.title))) {
    if (taken.size > 0 && used + GAP.length + column.width > width) continue;
    used += GAP.length + column.width;
    taken.add(column);
  }
  return columns.filter((column) => taken.has(column));
};

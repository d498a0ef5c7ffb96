import {
  CREDENTIAL_COLUMNS,
  DIMENSIONS,
  WINDOWS,
  type SeriesQuery,
  type SpendQuery,
  type TableQuery,
} from './queries.js';
import { SPEND_FIELDS } from './views/choice.js';
import { CREDENTIAL_FIELDS, PRINCIPAL_COLUMNS, PRINCIPAL_FIELDS } from './views/table-kinds.js';
import { isRecord } from '../../operators/internal/isObject.js';

const MEASURES: readonly NonNullable<SeriesQuery['measure']>[] = ['cost', 'tokens', 'requests'];

/** The most rows that a page of a table may have. */
export const MOST_ROWS = 500;
/** The most lines that a chart may have. */
const MOST_LINES = 50;
/** The longest text that is looked for, and the most values of a field. */
const LONGEST_FILTER = 200;
const MOST_VALUES = 1_000;

type Query = Readonly<Record<string, unknown>>;

/**
 * A query that cannot be answered; `path` says what of it.
 *
 * @example
 * try {
 *   checkSpendQuery({ by: 'colour' });
 * } catch (error) {
 *   if (error instanceof QueryError) console.log(error.message);
 * }
 * // by must be one of 'key', 'principal', 'project', 'model', 'provider', 'source', got 'colour'
 */
export class QueryError extends RangeError {
  readonly _tag = 'QueryError';
  override readonly name = 'QueryError';

  constructor(
    readonly path: string,
    rule: string,
    value: unknown,
  ) {
    super(`${path} must be ${rule}, got ${shown(value)}`);
  }
}

const shown = (value: unknown): string => {
  if (typeof value === 'string') return `'${value.slice(0, 50)}'`;
  return typeof value === 'number' || typeof value === 'boolean' || value === undefined
    ? String(value)
    : value === null
      ? 'null'
      : Array.isArray(value)
        ? 'a list'
        : 'an object';
};

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

const oneOf = (query: Query, name: string, words: readonly string[]): void => {
  const value = query[name];
  if (value === undefined || words.some((word) => word === value)) return;
  throw new QueryError(name, `one of ${quoted(words)}`, value);
};

const count = (query: Query, name: string, least: number, most: number): void => {
  const value = query[name];
  if (value === undefined) return;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new QueryError(name, `a whole number from ${String(least)} to ${String(most)}`, value);
};

const isTexts = (value: unknown): boolean =>
  typeof value === 'string' ||
  (Array.isArray(value) && value.length <= MOST_VALUES && value.every((each) => typeof each === 'string'));

const where = (query: Query, fields: readonly string[]): void => {
  const value = query['where'];
  if (value === undefined) return;
  if (!isRecord(value)) throw new QueryError('where', 'an object', value);
  for (const [field, wanted] of Object.entries(value)) {
    if (!fields.includes(field)) throw new QueryError('where', `of the fields ${quoted(fields)}`, field);
    if (!isTexts(wanted)) throw new QueryError(`where.${field}`, 'a text or a list of texts', wanted);
  }
};

const known = (query: Query, names: readonly string[]): void => {
  const unknown = Object.keys(query).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new QueryError('query', `of the members ${quoted(names)}`, unknown);
};

const objectOf = (query: unknown): Query => {
  if (!isRecord(query)) throw new QueryError('query', 'an object', query);
  return query;
};

/** A view is kept under the text of its query: what a program changes later of its object must not change the view. */
const copyOf = (query: Query): Query => {
  const { where: fields } = query;
  if (!isRecord(fields)) return { ...query };
  const values = Object.entries(fields).map(([field, wanted]: readonly [string, unknown]) => [
    field,
    Array.isArray(wanted) ? [...(wanted as readonly unknown[])] : wanted,
  ]);
  return { ...query, where: Object.fromEntries(values) as unknown };
};

const text = (query: Query, name: string, longest: number): void => {
  const value = query[name];
  if (value !== undefined && !(typeof value === 'string' && value.length <= longest))
    throw new QueryError(name, `a text of at most ${String(longest)} characters`, value);
};

/**
 * Returns a query of spend that may have come from elsewhere, as a copy, once it is known to be one.
 *
 * @param input anything, for example JSON of a request
 * @throws QueryError for a member that is wrong, missing or not known
 *
 * @example
 * console.log(checkSpendQuery({ by: 'key', window: '24h' })); // { by: 'key', window: '24h' }
 */
export const checkSpendQuery = (input: unknown): SpendQuery => {
  const query = objectOf(input);
  known(query, ['by', 'window', 'where', 'limit', 'offset']);
  if (query['by'] === undefined) throw new QueryError('by', `one of ${quoted(DIMENSIONS)}`, undefined);
  oneOf(query, 'by', DIMENSIONS);
  oneOf(query, 'window', WINDOWS);
  where(query, SPEND_FIELDS);
  count(query, 'limit', 1, MOST_ROWS);
  count(query, 'offset', 0, Number.MAX_SAFE_INTEGER);
  return copyOf(query) as unknown as SpendQuery;
};

/**
 * Returns a query of lines that may have come from elsewhere, as a copy, once it is known to be one.
 *
 * @param input anything, for example JSON of a request
 * @throws QueryError for a member that is wrong, missing or not known
 *
 * @example
 * console.log(checkSeriesQuery({ by: 'model', measure: 'tokens' })); // { by: 'model', measure: 'tokens' }
 */
export const checkSeriesQuery = (input: unknown): SeriesQuery => {
  const query = objectOf(input);
  known(query, ['by', 'measure', 'window', 'where', 'limit']);
  if (query['by'] === undefined) throw new QueryError('by', `one of ${quoted(DIMENSIONS)}`, undefined);
  oneOf(query, 'by', DIMENSIONS);
  oneOf(query, 'measure', MEASURES);
  oneOf(query, 'window', WINDOWS);
  where(query, SPEND_FIELDS);
  count(query, 'limit', 1, MOST_LINES);
  return copyOf(query) as unknown as SeriesQuery;
};

const checkTableQuery = (
  input: unknown,
  columns: readonly string[],
  fields: readonly string[],
): TableQuery => {
  const query = objectOf(input);
  known(query, ['filter', 'where', 'sort', 'offset', 'limit', 'window']);
  text(query, 'filter', LONGEST_FILTER);
  where(query, fields);
  oneOf(query, 'sort', [...columns, ...columns.map((column) => `-${column}`)]);
  count(query, 'offset', 0, Number.MAX_SAFE_INTEGER);
  count(query, 'limit', 1, MOST_ROWS);
  oneOf(query, 'window', WINDOWS);
  return copyOf(query);
};

/**
 * Returns a query of credentials that may have come from elsewhere, as a copy, once it is known to be one.
 *
 * @param input anything, for example JSON of a request. Default: every row.
 * @throws QueryError for a member that is wrong or not known
 *
 * @example
 * console.log(checkCredentialsQuery({ sort: '-createdAt', limit: 10 })); // { sort: '-createdAt', limit: 10 }
 */
export const checkCredentialsQuery = (input: unknown = {}): TableQuery =>
  checkTableQuery(input, CREDENTIAL_COLUMNS, CREDENTIAL_FIELDS);

/**
 * Returns a query of principals that may have come from elsewhere, as a copy, once it is known to be one.
 *
 * @param input anything, for example JSON of a request. Default: every row.
 * @throws QueryError for a member that is wrong or not known
 *
 * @example
 * console.log(checkPrincipalsQuery({ filter: 'ann' })); // { filter: 'ann' }
 */
export const checkPrincipalsQuery = (input: unknown = {}): TableQuery =>
  checkTableQuery(input, PRINCIPAL_COLUMNS, PRINCIPAL_FIELDS);

/** The same text for the same query, in whatever order its members are. */
export const keyOfQuery = (query: object): string => {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, member]) => [name, sorted(member)]),
    );
  };
  return JSON.stringify(sorted(query));
};

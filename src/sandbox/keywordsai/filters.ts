import { isBody } from '../http.js';
import type { WireItem } from '../types.js';

/**
 * Whether an item passes the `filters` of a body. Fields that the item does not know and operators that nobody knows pass;
 * `metadata__x` and `scores__x` look into the item, where what is missing does not pass.
 */
export function passes(item: WireItem, body: unknown): boolean {
  const filters = isBody(body) && isBody(body.filters) ? Object.entries(body.filters) : [];
  const results = filters.map(([field, rule]) =>
    isKnown(item, field) ? satisfies(valueAt(item, field), rule) : true,
  );
  return isBody(body) && body.operator === 'OR'
    ? results.length === 0 || results.includes(true)
    : !results.includes(false);
}

/** The value at a field path as the framework writes it: `current_version__updated_at`. */
export function valueAt(item: WireItem, field: string): unknown {
  if (field in item) return item[field];
  const at = field.indexOf('__');
  const inner = at < 0 ? undefined : item[field.slice(0, at)];
  if (!isBody(inner)) return undefined;
  const found = valueAt(inner, field.slice(at + 2));
  return field.startsWith('scores__') && isBody(found) ? scoreIn(found) : found;
}

/** The first value of a score that is there. */
function scoreIn(score: WireItem): unknown {
  return score.numerical_value ?? score.boolean_value ?? score.string_value ?? null;
}

function isKnown(item: WireItem, field: string): boolean {
  return field in item || /^(metadata|scores)__/.test(field);
}

/** A rule is `{ operator, value }`, on older pages a bare value, or values by operator. */
function satisfies(value: unknown, rule: unknown): boolean {
  if (!isBody(rule)) return test(value, '', rule);
  if ('value' in rule || 'operator' in rule)
    return test(value, typeof rule.operator === 'string' ? rule.operator : '', rule.value);
  return Object.entries(rule).every(([operator, wanted]) => test(value, operator, wanted));
}

type Scalar = string | number | boolean;
type Test = (value: Scalar, wanted: Scalar) => boolean;

const lower = (value: Scalar): string => String(value).toLowerCase();

const TESTS: Readonly<Record<string, Test>> = {
  '': (value, wanted) => value === wanted,
  eq: (value, wanted) => value === wanted,
  not: (value, wanted) => value === wanted,
  in: (value, wanted) => value === wanted,
  lt: (value, wanted) => order(value, wanted) < 0,
  lte: (value, wanted) => order(value, wanted) <= 0,
  gt: (value, wanted) => order(value, wanted) > 0,
  gte: (value, wanted) => order(value, wanted) >= 0,
  contains: (value, wanted) => String(value).includes(String(wanted)),
  icontains: (value, wanted) => lower(value).includes(lower(wanted)),
  iexact: (value, wanted) => lower(value) === lower(wanted),
  startswith: (value, wanted) => String(value).startsWith(String(wanted)),
  endswith: (value, wanted) => String(value).endsWith(String(wanted)),
};

function test(value: unknown, operator: string, given: unknown): boolean {
  const wanted: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (operator === 'isnull')
    return (value ?? null) === null ? !wanted.includes(false) : wanted.includes(false);
  const compare = TESTS[operator];
  if (compare === undefined) return true;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = values.some((one) =>
    wanted.some((other) => isScalar(one) && isScalar(other) && compare(one, other)),
  );
  return operator === 'not' ? !found : found;
}

const DATE = /^\d{4}-\d\d-\d\d[T ]/;

/** Less than, equal to or more than 0, as values stand to each other: numbers, instants however written, texts. */
export function order(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [textOf(a), textOf(b)];
  if (DATE.test(left) && DATE.test(right)) return Date.parse(left) - Date.parse(right);
  return left < right ? -1 : left > right ? 1 : 0;
}

function textOf(value: unknown): string {
  return isScalar(value) ? String(value) : '';
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

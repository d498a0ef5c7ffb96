import { isBody } from '../http.js';
import type { WireItem } from '../types.js';

/** Whether an item passes the `filters` body of a search; unknown fields and operators pass. */
export function passes(item: WireItem, body: string): boolean {
  const parsed = parse(body);
  const filters = isBody(parsed) && isBody(parsed.filters) ? Object.entries(parsed.filters) : [];
  const results = filters.map(([field, rule]) =>
    isBody(rule) && field in item ? test(item[field], rule) : true,
  );
  return isBody(parsed) && parsed.operator === 'OR'
    ? results.length === 0 || results.includes(true)
    : !results.includes(false);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body);
  } catch {
    return undefined;
  }
}

type Test = (value: string | number, wanted: string | number) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  '': (value, wanted) => value === wanted,
  eq: (value, wanted) => value === wanted,
  not: (value, wanted) => value !== wanted,
  lt: (value, wanted) => value < wanted,
  lte: (value, wanted) => value <= wanted,
  gt: (value, wanted) => value > wanted,
  gte: (value, wanted) => value >= wanted,
  contains: (value, wanted) => String(value).includes(String(wanted)),
  icontains: (value, wanted) => String(value).toLowerCase().includes(String(wanted).toLowerCase()),
  iexact: (value, wanted) => String(value).toLowerCase() === String(wanted).toLowerCase(),
  startswith: (value, wanted) => String(value).startsWith(String(wanted)),
  endswith: (value, wanted) => String(value).endsWith(String(wanted)),
};

function test(value: unknown, rule: Readonly<Record<string, unknown>>): boolean {
  const given = rule.value;
  const wanted: readonly unknown[] = Array.isArray(given) ? given : [given];
  const operator = typeof rule.operator === 'string' ? rule.operator : '';
  if (operator === 'in') return wanted.includes(value);
  if (operator === 'isnull') return (value === null) === wanted.includes(true);
  const compare = TESTS[operator];
  const first = wanted[0];
  return compare === undefined || !isScalar(value) || !isScalar(first) || compare(value, first);
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

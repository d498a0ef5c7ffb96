// Whether what a gateway sends, or storage holds, is what this page reads. Members that it does not know are nothing to it.
import { BASIS } from './format.js';
import { SEVERITY_ORDER } from './finding-groups.js';
import { STATES } from './states.js';

type Check = (value: unknown) => boolean;

/** Whether it has members by name: an object, and neither null nor an array. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const flag: Check = (value) => typeof value === 'boolean';
const time: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const decimal: Check = (value) => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);

const may =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

/** A list without holes. */
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && Array.from<unknown>(value).every(check);

const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);

const having =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(members).every(([name, check]) => check(value[name]));

const money = { amount: decimal, currency: text };
const isMoney = having(money);
const amounts = listOf(having({ ...money, basis: oneOf(Object.keys(BASIS)) }));
const moneyOrCount: Check = (value) => count(value) || isMoney(value);
const coverage = having({ included: listOf(text), missing: listOf(text) });
const quality = oneOf(['reported', 'floor', 'estimated']);
const severity = oneOf(SEVERITY_ORDER);
const isRef = having({ source: text, kind: text, id: text });

const figureOf = (value: Check): Check => having({ value: may(value), quality, asOf: may(time), coverage });
const figure = figureOf(amounts);

const tableOf = (row: Check): Readonly<Record<string, Check>> => ({
  state: oneOf(['reading', 'ready']),
  rows: listOf(row),
  total: count,
  asOf: may(time),
  coverage,
});

const overview = having({
  state: oneOf(['reading', 'ready']),
  spendToday: figure,
  monthToDate: figure,
  burnPerHour: having({ m15: figure, h1: figure, h24: figure }),
  monthEnd: figureOf(having({ low: isMoney, mid: isMoney, high: isMoney })),
  tokensPerMinute: figureOf(count),
  requestsPerMinute: figureOf(count),
  credentials: having({ active: count, total: count }),
  findings: having(Object.fromEntries(SEVERITY_ORDER.map((each) => [each, count]))),
  sources: having({ ok: count, total: count }),
});

const tokens = having({
  input_tokens: may(count),
  cached_input_tokens: may(count),
  output_tokens: may(count),
});

const spendRow = having({
  id: text,
  name: text,
  provider: text,
  source: text,
  ref: may(isRef),
  cost: amounts,
  share: may(count),
  before: may(amounts),
  tokens: may(tokens),
  requests: may(count),
  spark: listOf(orNull(count)),
});

const spend = having({ ...tableOf(spendRow), from: time, to: time, sum: figure });

const series = having({
  state: oneOf(['reading', 'ready']),
  from: time,
  to: time,
  stepMs: (value) => count(value) && (value as number) > 0,
  open: flag,
  whole: may(count),
  lines: listOf(
    having({
      id: text,
      name: text,
      currency: may(text),
      basis: may(oneOf(Object.keys(BASIS))),
      values: listOf(orNull(count)),
    }),
  ),
  asOf: may(time),
  coverage,
});

const lastUsed: Check = (value) =>
  isRecord(value) &&
  (value['state'] === 'used'
    ? time(value['at']) && text(value['evidence'])
    : value['state'] === 'no_record'
      ? time(value['since'])
      : value['state'] === 'never' || value['state'] === 'not_reported');

const credentialRow = having({
  id: text,
  kind: text,
  source: text,
  name: may(text),
  hint: may(text),
  status: oneOf(['active', 'expired', 'revoked', 'suspended', 'vanished', 'unknown']),
  privilege: text,
  owner: may(having({ id: text, name: may(text) })),
  ownerName: may(text),
  ownerStatus: may(text),
  ownerAccess: may(text),
  projectName: may(text),
  scopeContainer: may(having({ id: text })),
  scopes: may(listOf(text)),
  createdAt: may(time),
  expiresAt: may(orNull(time)),
  lastUsed,
  cost: may(amounts),
  requests: may(count),
  findings: listOf(text),
});

const sourceRow = having({
  source: text,
  provider: text,
  feed: text,
  state: oneOf(Object.keys(STATES)),
  records: may(count),
  leftOut: may(count),
  leftOutItems: may(listOf(having({ reason: text, id: may(text), path: may(text) }))),
  requests: may(count),
  pages: may(count),
  readMs: may(count),
  lastSuccessAt: may(time),
  asOf: may(time),
  nextPollAt: may(time),
  error: may(having({ class: text, message: text, status: may(count), missingScope: may(text) })),
  gives: may(listOf(text)),
  needs: may(text),
});

const limitRow = having({
  uid: text,
  source: text,
  subject: isRef,
  subjectName: may(text),
  measure: text,
  limit: moneyOrCount,
  used: may(moneyOrCount),
  remaining: may(moneyOrCount),
  ratio: may(count),
  period: text,
  windowMs: may(count),
  asOf: may(time),
  enforcement: oneOf(['hard', 'soft', 'alert']),
  enforcing: may(flag),
  resetsAt: may(time),
  reachedAt: may(time),
  name: text,
  quality,
});

const findingRow = having({
  id: text,
  rule: text,
  title: text,
  severity,
  subject: isRef,
  subjectName: may(text),
  evidence: listOf(having({ text })),
  since: time,
  docs: may(text),
  snoozedUntil: may(time),
});

const driftRow = having({
  source: text,
  feed: text,
  path: text,
  change: oneOf(['added', 'missing', 'retyped']),
  from: may(text),
  to: may(text),
  severity: oneOf(['info', 'breaking']),
  firstSeen: time,
  count,
});

const changes = having({
  position: text,
  at: time,
  kind: text,
  text,
  fields: may(listOf(text)),
  subject: may(isRef),
});

const SHAPES = {
  overview,
  spend,
  series,
  changes,
  credentials: having(tableOf(credentialRow)),
  sources: listOf(sourceRow),
  limits: listOf(limitRow),
  findings: listOf(findingRow),
  drift: listOf(driftRow),
} as const satisfies Readonly<Record<string, Check>>;

/** A view of the gateway. */
export type Shape = keyof typeof SHAPES;

/** Whether a value is one of its view, in all that this page reads of it. */
export const fits = (view: string, value: unknown): boolean =>
  Object.hasOwn(SHAPES, view) && SHAPES[view as Shape](value);

/** What a panel says of a value that does not fit its view. */
export const NOT_UNDERSTOOD =
  'This version of the gateway is not understood here. Load the page again; it comes from the gateway.';

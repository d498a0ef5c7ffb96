import { valueOf, wholeOf, type Ask, type Provider, type Reply } from '../http.js';
import type { WireItem } from '../types.js';
import type { WorldConfig } from '../world.js';
import { passes } from './filters.js';
import { keywordsAiShape } from './shape.js';
import { aggregationOf, spanFor, summaryWire } from './summary.js';
import { keywordsAiWorld, type Customer, type KeywordsAiWorld } from './world.js';

/** Key and options of the Keywords AI server. */
export interface KeywordsAiConfig extends WorldConfig {
  readonly apiKey: string;
  readonly rateLimits: boolean;
}

/** Requests a minute, for the whole organization. */
const PER_MINUTE = 60;

const LIST = '/api/users/list/';
const SUMMARY = '/api/users/';

const SORTS = [
  'customer_identifier',
  'email',
  'name',
  'first_seen',
  'last_active_timeframe',
  'number_of_requests',
  'total_cost',
  'total_tokens',
  'active_days',
  'average_latency',
  'average_ttft',
] as const;

/** The users endpoints of Keywords AI. */
export function keywordsAiProvider(config: KeywordsAiConfig): Provider {
  const world = keywordsAiWorld(config);
  const waitOf = minuteLimit(config.rateLimits);
  return {
    id: 'keywordsai',
    world,
    shape: keywordsAiShape,
    errorBody: (status, message) =>
      status === 429 ? { detail: 'Rate limit exceeded', retry_after: 30 } : { detail: message },
    placeOf: (ask) => (ask.path === LIST || ask.path === SUMMARY ? { list: 'users.prod' } : undefined),
    handle: (ask) => {
      if (!authorized(ask, config.apiKey))
        return refuse(401, 'Authentication credentials were not provided.');
      const wait = waitOf();
      if (wait > 0)
        return { status: 429, headers: {}, body: { detail: 'Rate limit exceeded', retry_after: wait } };
      return route(ask, world);
    },
  };
}

/** A sliding window by real time; gives the seconds to wait, 0 where there is room. */
export function minuteLimit(enabled: boolean, nowMs: () => number = Date.now): () => number {
  let sent: number[] = [];
  return () => {
    if (!enabled) return 0;
    const now = nowMs();
    sent = sent.filter((at) => at > now - 60_000);
    const oldest = sent[0];
    if (sent.length >= PER_MINUTE && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest + 60_000 - now) / 1000));
    sent.push(now);
    return 0;
  };
}

function authorized(ask: Ask, apiKey: string): boolean {
  return /^(?:Bearer|Api-Key) (.+)$/i.exec(ask.headers.authorization ?? '')?.[1] === apiKey;
}

function refuse(status: number, detail: string): Reply {
  return { status, headers: {}, body: { detail } };
}

/** Without its trailing slash a path is redirected under GET and fails under POST, as the framework has it. */
function route(ask: Ask, world: KeywordsAiWorld): Reply {
  if ([LIST, SUMMARY].includes(`${ask.path}/`)) {
    const query = new URLSearchParams(ask.query.map(([name, value]) => [name, value])).toString();
    const location = `${ask.prefix}${ask.path}/${query === '' ? '' : `?${query}`}`;
    return ask.method === 'GET'
      ? { status: 301, headers: { Location: location, 'Content-Type': 'text/html; charset=utf-8' }, body: '' }
      : {
          status: 500,
          headers: { 'Content-Type': 'text/html; charset=utf-8' },
          body: '<h1>Server Error (500)</h1>',
        };
  }
  if (ask.path === LIST && (ask.method === 'GET' || ask.method === 'POST')) return customers(ask, world);
  if (ask.path === SUMMARY && ask.method === 'GET') return summary(ask, world);
  return [LIST, SUMMARY].includes(ask.path)
    ? refuse(405, `Method "${ask.method}" not allowed.`)
    : refuse(404, 'Not found.');
}

function customers(ask: Ask, world: KeywordsAiWorld): Reply {
  const environment = valueOf(ask, 'environment') ?? 'prod';
  const items = world.customers
    .filter((customer) => customer.environment === environment)
    .map((customer) => world.wire(customer));
  const found = ask.method === 'POST' ? items.filter((item) => passes(item, ask.body)) : items;
  const sorted = sortedBy(found, valueOf(ask, 'sort_by') ?? '-first_seen');
  return paged(ask, sorted, 50, (page, links) => ({ count: sorted.length, ...links, results: page }));
}

/** Ties keep the order of the identifiers; a field that is not known leaves the default order. */
function sortedBy(items: readonly WireItem[], sortBy: string): readonly WireItem[] {
  const name = sortBy.replace(/^-/, '');
  const field = SORTS.find((known) => known === name);
  const sign = field === undefined || sortBy.startsWith('-') ? -1 : 1;
  const read = field ?? 'first_seen';
  return [...items].sort(
    (a, b) => sign * compare(a[read], b[read]) || compare(a.customer_identifier, b.customer_identifier),
  );
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `count` is the length of this page, as the vendor documents for this endpoint. */
function summary(ask: Ask, world: KeywordsAiWorld): Reply {
  const all = world.customers.filter(({ environment }) => environment === 'prod');
  const span = spanFor(ask, world.nowMs());
  return paged<Customer>(ask, all, 10, (page, { next, previous }) => ({
    results: page.map((customer) => summaryWire(world, customer, span)),
    count: page.length,
    previous,
    next,
    aggregation_data: aggregationOf(world, all),
  }));
}

interface Links {
  readonly next: string | null;
  readonly previous: string | null;
}

/** Sizes over 1000 are cut to 1000 and sizes that make no sense are the default, silently; links carry the page only. */
function paged<A>(
  ask: Ask,
  all: readonly A[],
  standard: number,
  body: (page: readonly A[], links: Links) => WireItem,
): Reply {
  const asked = wholeOf(valueOf(ask, 'page_size') ?? String(standard));
  const size = asked >= 1 ? Math.min(asked, 1000) : standard;
  const pages = Math.max(1, Math.ceil(all.length / size));
  const number = valueOf(ask, 'page') === 'last' ? pages : wholeOf(valueOf(ask, 'page') ?? '1');
  if (!(number >= 1 && number <= pages)) return refuse(404, 'Invalid page.');
  const link = (page: number): string | null =>
    page < 1 || page > pages ? null : `${ask.origin}${ask.prefix}${ask.path}?page=${String(page)}`;
  const page = all.slice((number - 1) * size, number * size);
  return {
    status: 200,
    headers: {},
    body: body(page, { next: link(number + 1), previous: link(number - 1) }),
  };
}

import { lastId, pageNumber } from '../../../src/paging/index.js';
import type { Provider } from '../../../src/walk/index.js';
import { acme, itemsOf } from '../../support/acme.js';
import type { Answer } from '../../support/fake-transport.js';
import { endingWith, suffer, type Attack } from './attack.js';

const limited: Provider = {
  ...acme,
  limitHeaders: { window: 'w', limit: 'l', remaining: 'r', reset: 't' },
};

type Headers = Readonly<Record<string, string>>;

const pageOf = (index: number, more: boolean, headers: Headers = {}): Answer => ({
  json: { data: itemsOf(`i${String(index)}`), last_id: `i${String(index)}`, has_more: more },
  headers,
});

const MALFORMED: readonly Headers[] = [
  { w: 'x', l: 'x', r: 'x', t: 'x' },
  { w: '-30', l: '-1', r: '-1', t: '-1' },
  { w: 'NaN', l: '9e999', r: 'Infinity', t: '9e999' },
  { w: '', l: '', r: '', t: '' },
  { w: '0', l: '0', r: '0', t: '0' },
  {},
];

/** How much sooner than a window of 30 s allows a page came, after headers that are no news. */
const earlyAfter = (headers: Headers): number => {
  const pages = [{ w: '30', l: '1', r: '0', t: '30' }, headers, headers].map((each, index) =>
    pageOf(index, index < 2, each),
  );
  const { sentAt } = suffer((_sent, index) => pages[index] ?? { status: 404 }, { provider: limited });
  const [first = NaN, second = NaN, third = NaN] = sentAt;
  return Math.max(0, 30_000 - Math.min(second - first, third - second));
};

/** What would make a client wait, or not wait at all. */
export const TIME_ATTACKS: readonly Attack[] = [
  {
    what: 'a good reply that announces one request an hour, and of more pages',
    measured: 'virtual ms until the walk has ended: a `RateLimitError` with the wait',
    most: 60_000,
    measure: () => {
      const headers = { w: '3600', l: '1', r: '0', t: '3600' };
      const suffered = suffer((_sent, index) => pageOf(index, index < 9, headers), { provider: limited });
      return endingWith('RateLimitError', suffered, suffered.endedAt);
    },
  },
  {
    what: 'malformed limit headers after good ones',
    measured: 'virtual ms that a page comes too early',
    most: 0,
    measure: () => Math.max(...MALFORMED.map(earlyAfter)),
  },
  {
    what: 'a 429 whose Retry-After has passed',
    measured: 'attempts in the first 700 virtual ms, where backoff takes 500 and 1,000',
    most: 2,
    measure: () => {
      const headers = {
        'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT',
        date: 'Thu, 15 Jan 2026 12:00:00 GMT',
      };
      const suffered = suffer(() => ({ status: 429, headers }), { client: { retry: { random: () => 1 } } });
      return endingWith('RateLimitError', suffered, suffered.sentAt.filter((at) => at < 700).length);
    },
  },
  {
    what: 'a 429 that asks for a wait of a year',
    measured: 'virtual ms until the walk has ended',
    most: 0,
    measure: () => {
      const suffered = suffer(() => ({ status: 429, headers: { 'retry-after': '31536000' } }));
      return endingWith('RateLimitError', suffered, suffered.endedAt);
    },
  },
  {
    what: 'a body of one byte every 10 s',
    measured: 'virtual ms until the attempt is given up',
    most: 30_000,
    measure: () => {
      const pieces = Array.from({ length: 1000 }, () => ({ afterMs: 10_000, text: ' ' }));
      const suffered = suffer(() => ({ pieces }), { client: { retry: false } });
      return endingWith('TimeoutError', suffered, suffered.endedAt);
    },
  },
  {
    what: 'a 5xx without end, each from 500 to 599',
    measured: 'attempts at a page',
    most: 5,
    measure: () => {
      const attempts = Array.from({ length: 100 }, (_, index) => {
        const suffered = suffer(() => ({ status: 500 + index }));
        return endingWith('HttpError', suffered, suffered.sentAt.length);
      });
      return Math.max(...attempts);
    },
  },
];

/** Walks without an end. */
export const END_ATTACKS: readonly Attack[] = [
  {
    what: 'empty pages without end, each with a new cursor',
    measured: 'requests',
    most: 1001,
    measure: () => {
      const page = (index: number): Answer => ({
        json: { data: [], last_id: `p${String(index)}`, has_more: true },
      });
      const suffered = suffer((_sent, index) => page(index));
      return endingWith('PagingError', suffered, suffered.sentAt.length);
    },
  },
  {
    what: 'a circle of 7 pages',
    measured: 'requests',
    most: 8,
    measure: () => {
      const suffered = suffer((_sent, index) => pageOf(index % 7, true), { paging: lastId() });
      return endingWith('PagingError', suffered, suffered.sentAt.length);
    },
  },
  {
    what: 'the same page under every page number',
    measured: 'requests',
    most: 2,
    measure: () => {
      const suffered = suffer(() => pageOf(0, true), { paging: pageNumber({ items: 'data' }) });
      return endingWith('PagingError', suffered, suffered.sentAt.length);
    },
  },
  {
    what: 'a redirect to itself',
    measured: 'requests',
    most: 1,
    measure: () => {
      const suffered = suffer(() => ({ status: 302, headers: { location: '/v1/things' } }));
      return endingWith('HttpError', suffered, suffered.sentAt.length);
    },
  },
];

import { expect } from 'chai';
import fc from 'fast-check';
import { option as O } from 'fp-ts';
import { take } from 'rxjs';
import { ConfigError, type Fetch, keygen } from '../../../src/index.js';
import { dayOf, daySlices } from '../../../src/providers/keygen/logs.js';
import { copies, uuid, type WireItem } from '../../protocol/items.js';
import { keygenError, keygenServer } from '../../protocol/servers/keygen.js';
import { all, type Asked, broken, sent, type Serve, settled, wire } from '../../protocol/wire.js';

const DAY_MS = 86_400_000;

const FIRST = Date.parse('2026-01-01T00:00:00.000Z');

const reversed = <A>(items: readonly A[]): A[] => [...items].reverse();

const dayAt = (index: number): string => new Date(FIRST + index * DAY_MS).toISOString().slice(0, 10);

/** Two records a day, at its very ends, the newest first. */
const logs = (days: number): readonly WireItem[] =>
  reversed(
    copies('keygen/requestLogs.json', 'data', days * 2, (index) => {
      const at = FIRST + Math.floor(index / 2) * DAY_MS + (index % 2) * (DAY_MS - 1);
      const attributes = {
        url: '/',
        method: 'GET',
        status: '200',
        userAgent: null,
        ip: null,
        event: 'a.b',
        metadata: {},
      };
      const created = new Date(at).toISOString();
      return { id: uuid(index), attributes: { ...attributes, created, updated: created } };
    }),
  );

const createdOf = (item: WireItem): string =>
  String((item['attributes'] as { readonly created: unknown }).created).slice(0, 10);

/** A range as the server reads it: both ends are whole days, and 1 to 31 full days lie between them. */
const inRange = ({ query }: Asked, items: readonly WireItem[]): readonly WireItem[] | undefined => {
  const [start, end] = [query.get('date[start]'), query.get('date[end]')];
  if (start === null || end === null) return items;
  const span = Math.floor((Date.parse(`${end}T23:59:59.999Z`) - Date.parse(start)) / DAY_MS);
  if (!(span >= 1 && span <= 31)) return undefined;
  return items.filter((item) => createdOf(item) >= start && createdOf(item) <= end);
};

/** A list without a count: behind every full page it links to a next one, whether there is one or not. */
const uncounted = (answer: ReturnType<Serve>, { address, query }: Asked): ReturnType<Serve> => {
  const number = query.get('page[number]');
  if (answer === 'silence' || answer.status !== undefined || number === null) return answer;
  const { data } = answer.body as { readonly data: readonly unknown[] };
  const isFull = data.length === Number(query.get('page[size]'));
  const next = isFull ? `${new URL(address).pathname}?page%5Bnumber%5D=${String(Number(number) + 1)}` : null;
  return { body: { data, links: { self: '/', prev: null, next } } };
};

const logServer =
  (items: readonly WireItem[]): Serve =>
  (asked) => {
    const found = inRange(asked, items);
    if (found === undefined) {
      return keygenError(400, {
        title: 'Bad request',
        detail: 'date range must be between 1 and 31 days',
        source: { parameter: 'date' },
      });
    }
    const ordered = asked.query.get('order') === 'asc' ? reversed(found) : found;
    return uncounted(keygenServer(ordered)(asked), asked);
  };

const client = (fetch: Fetch) => keygen({ account: 'acme', token: 'admin-CANARY', fetch });

const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

const wholeOf = (items: readonly WireItem[]): string[] => items.map(({ id }) => String(id));

const between = (first: number, last: number) => ({ start: dayAt(first), end: dayAt(last) });

describe('keygen logs', () => {
  for (const days of [2, 31, 32, 33, 64, 65, 100]) {
    for (const order of ['desc', 'asc', undefined] as const) {
      for (const walk of ['keyset', 'numbered'] as const) {
        it(`${String(days)} days, ${order ?? 'no order'}, ${walk}: each record once, in order`, async () => {
          const items = logs(days + 3);
          const server = wire(logServer(items));
          const params = { date: between(1, days), order, walk };
          const came = await all(client(server.fetch).requestLogs.list(params, { pageSize: 7 }));
          const expected = wholeOf(items).slice(4, 4 + 2 * days);
          expect(ids(came)).to.deep.equal(order === 'asc' ? reversed(expected) : expected);
        });
      }
    }
  }

  it('the event logs are cut, too; the other filters go along with each slice', async () => {
    const server = wire(logServer([]));
    await all(client(server.fetch).eventLogs.list({ date: between(0, 39), event: 'license.created' }));
    expect(sent(server, 'date[start]')).to.deep.equal(['2026-01-21', '2026-01-01']);
    expect(sent(server, 'date[end]')).to.deep.equal(['2026-02-09', '2026-01-20']);
    expect(sent(server, 'event')).to.deep.equal(['license.created', 'license.created']);
    expect(sent(server, 'page[cursor]')).to.deep.equal(['', '']);
    expect(sent(server, 'page[size]')).to.deep.equal(['100', '100']);
  });

  it('order=asc starts with the oldest slice', async () => {
    const server = wire(logServer([]));
    await all(client(server.fetch).eventLogs.list({ date: between(0, 39), order: 'asc' }));
    expect(sent(server, 'date[start]')).to.deep.equal(['2026-01-01', '2026-01-21']);
  });

  it('without a date there is one walk over all there is', async () => {
    const items = logs(60);
    const server = wire(logServer(items));
    const came = await all(client(server.fetch).requestLogs.list());
    expect(ids(came)).to.deep.equal(wholeOf(items));
    expect(server.log).to.have.length(2);
  });

  it('numbers: a full last page is followed by an empty one, which ends the walk without a total', async () => {
    const server = wire(logServer(logs(10)));
    const pages = await all(
      client(server.fetch).eventLogs.list({ walk: 'numbered' }, { pageSize: 10, concurrency: 8 }).pages(),
    );
    expect(pages.map(({ items }) => items.length)).to.deep.equal([10, 10, 0]);
    expect(pages.every(({ total }) => O.isNone(total))).to.equal(true);
    expect(server.log).to.have.length(3);
  });

  it('slices side by side: the order stays', async () => {
    const items = logs(320);
    const server = wire(logServer(items));
    const { list } = client(server.fetch).requestLogs;
    const came = await all(list({ date: between(0, 319) }, { concurrency: 4 }));
    expect(ids(came)).to.deep.equal(wholeOf(items));
    expect([server.log.length, server.most()]).to.deep.equal([11, 4]);
  });

  it('goes on in another client, in the slice where it stopped', async () => {
    const items = logs(100);
    const params = { date: between(0, 99) };
    const { list } = client(wire(logServer(items)).fetch).requestLogs;
    const begun = await all(list(params, { pageSize: 30 }).pages().pipe(take(4)));
    const resume = O.toUndefined(begun.at(-1)?.resume ?? O.none);
    const rest = await all(client(wire(logServer(items)).fetch).requestLogs.list(params, { resume }));
    const first = begun.flatMap((page) => ids(page.items));
    expect(first.length).to.be.greaterThan(50);
    expect([...first, ...ids(rest)]).to.deep.equal(wholeOf(items));
  });

  it('take(1) costs one request, whatever the length of the range', async () => {
    const server = wire(logServer(logs(100)));
    await all(
      client(server.fetch)
        .requestLogs.list({ date: between(0, 99) })
        .pipe(take(1)),
    );
    await settled();
    expect(server.log).to.have.length(1);
  });

  for (const [what, params, message] of [
    ['a single day', { date: { start: '2026-01-05', end: '2026-01-05' } }, 'single day'],
    [
      'a single day in two moments',
      { date: { start: new Date('2026-01-05T01:00:00Z'), end: new Date('2026-01-05T23:00:00Z') } },
      'single day',
    ],
    ['an end before the start', { date: { start: '2026-01-05', end: '2026-01-04' } }, 'before it starts'],
    ['no end', { date: { start: '2026-01-05' } }, 'one end only'],
    ['no start', { date: { end: '2026-01-05' } }, 'one end only'],
    ['a page number in several slices', { date: between(0, 99), 'page[number]': 2 }, 'start page'],
    ['a cursor in several slices', { date: between(0, 99), 'page[cursor]': uuid(1) }, 'start page'],
    ['a day that no calendar has', { date: { start: '2026-02-30', end: '2026-03-05' } }, 'date must be'],
  ] as const) {
    it(`refuses ${what} before anything is sent, and says what to do`, async () => {
      const server = wire(logServer([]));
      const { error } = await broken(client(server.fetch).requestLogs.list(params));
      expect(error).to.be.instanceOf(ConfigError);
      const { message: told, advice } = error as ConfigError;
      expect(told).to.include(message);
      expect(advice).to.not.equal('');
      expect(server.log).to.have.length(0);
    });
  }

  it('within one slice a page number and a cursor are a start, as everywhere', async () => {
    const items = logs(20);
    const server = wire(logServer(items));
    const { list } = client(server.fetch).requestLogs;
    const date = between(0, 19);
    const numbered = await all(list({ date, 'page[number]': 2 }, { pageSize: 30 }));
    expect(ids(numbered)).to.deep.equal(wholeOf(items).slice(30));
    const behind = await all(list({ date, 'page[cursor]': String(items[5]?.['id']) }));
    expect(ids(behind)).to.deep.equal(wholeOf(items).slice(6));
  });

  it('a record that is deleted during the walk loses none of the others', async () => {
    const items = logs(80);
    let asks = 0;
    const server = wire((asked) => {
      asks += 1;
      // The last one of the first page, whose id is the next cursor.
      return logServer(asks === 1 ? items : items.filter((_, index) => index !== 29))(asked);
    });
    const params = { date: between(0, 79) };
    const came = await all(client(server.fetch).requestLogs.list(params, { pageSize: 30 }));
    expect(ids(came)).to.deep.equal(wholeOf(items));
  });
});

/** What the server computes of a range, to refuse it below 1 and above 31: whole days from the first moment to the last. */
const spanOf = ({ start, end }: { readonly start: string; readonly end: string }): number =>
  Math.floor((Date.parse(`${end}T23:59:59.999Z`) - Date.parse(`${start}T00:00:00.000Z`)) / DAY_MS);

const ranges = fc
  .tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 2_000 }))
  .map(([first, more]) => [first, first + more] as const);

describe('keygen/endpoints/day-slices', () => {
  for (const [start, end, expected] of [
    ['2026-01-01', '2026-01-02', ['2026-01-01..2026-01-02']],
    // 31 calendar days.
    ['2026-01-01', '2026-01-31', ['2026-01-01..2026-01-31']],
    // One more: no day is left over for itself.
    ['2026-01-01', '2026-02-01', ['2026-01-01..2026-01-16', '2026-01-17..2026-02-01']],
    // Through a leap day.
    ['2024-02-01', '2024-03-31', ['2024-02-01..2024-03-01', '2024-03-02..2024-03-31']],
    ['2025-12-31', '2026-02-05', ['2025-12-31..2026-01-17', '2026-01-18..2026-02-05']],
  ] as const) {
    it(`${start} to ${end}: ${expected.join(', ')}`, () => {
      const slices = daySlices(dayOf(start), dayOf(end));
      expect(slices.map((slice) => `${slice.start}..${slice.end}`)).to.deep.equal(expected);
    });
  }

  it('each day stands in one slice, in order, and the server takes every slice', () => {
    fc.assert(
      fc.property(ranges, ([first, last]) => {
        const slices = daySlices(first, last);
        const days = slices.flatMap(({ start, end }) =>
          Array.from({ length: dayOf(end) - dayOf(start) + 1 }, (_, index) => dayOf(start) + index),
        );
        expect(days).to.deep.equal(Array.from({ length: last - first + 1 }, (_, index) => first + index));
        for (const slice of slices) expect(spanOf(slice)).to.be.within(1, 31);
      }),
    );
  });

  it('there are no more slices than needed', () => {
    fc.assert(
      fc.property(ranges, ([first, last]) => {
        expect(daySlices(first, last)).to.have.length(Math.ceil((last - first + 1) / 31));
      }),
    );
  });

  it('a moment counts as its day in UTC', () => {
    expect(dayOf(new Date('2026-01-01T23:59:59.999Z'))).to.equal(dayOf('2026-01-01'));
    expect(dayOf(new Date('2026-01-02T00:00:00.000Z'))).to.equal(dayOf('2026-01-01') + 1);
    expect(dayOf('1969-12-31')).to.equal(-1);
  });
});

import { expect } from 'chai';
import { option as O } from 'fp-ts';
import * as t from 'io-ts';
import {
  defineEndpoint,
  type ClientEvent,
  type ClientOptions,
  type ListOptions,
} from '../../src/walk/index.js';
import { ConfigError, HttpError } from '../../src/http/errors.js';
import {
  inSlices,
  keyset,
  lastId,
  link,
  nextToken,
  numbered,
  offset,
  pageNumber,
  single,
  type Paging,
} from '../../src/paging/index.js';
import { acmeClient, itemsOf, things } from '../support/acme.js';
import type { Answer, Script, Sent } from '../support/fake-transport.js';
import { outcomeOf } from '../support/walk-case.js';

const ALL = Array.from({ length: 90 }, (_, index) => `t${String(index)}`);
const STATUSES = [400, 413, 502, 504];

const shrinking = (paging: Paging, shrinkOn: readonly number[] = STATUSES, min = 1) =>
  defineEndpoint({
    id: 'acme.things',
    path: '/things',
    paging,
    item: things.item,
    key: ['id'],
    limits: { param: 'limit', min, max: 100 },
    shrinkOn,
  });

/** A server that answers with a status to whoever asks for more than it can give. */
const upTo =
  (most: number, status: number, page: (sent: Sent, size: number) => Answer): Script =>
  (sent) => {
    const size = Number(sent.query['limit']);
    return size > most ? { status, json: { message: 'too large' } } : page(sent, size);
  };

const byLastId = ({ query }: Sent, size: number): Answer => {
  const start = query['after'] === undefined ? 0 : ALL.indexOf(query['after']) + 1;
  const ids = ALL.slice(start, start + size);
  return { json: { data: itemsOf(...ids), last_id: ids.at(-1), has_more: start + size < ALL.length } };
};

const byRow = ({ query }: Sent, size: number): Answer => {
  const start = Number(query['offset']);
  return { json: { data: itemsOf(...ALL.slice(start, start + size)), total: ALL.length } };
};

const walked = (
  endpoint: typeof things,
  script: Script,
  options: ListOptions = {},
  client: ClientOptions = {},
) => {
  const { client: acme, api } = acmeClient(script, client);
  const outcome = outcomeOf();
  const events: ClientEvent[] = [];
  acme.events$.subscribe((event) => events.push(event));
  acme.list(endpoint, {}, options).pages().subscribe(outcome.observer);
  api.run();
  const sizes = api.log.map(({ query }) => Number(query['limit']));
  const shrunk = events.flatMap((event) => (event.type === 'shrink' ? [event] : []));
  return { outcome, sizes, shrunk, log: api.log };
};

describe('shrinkOn', () => {
  for (const status of STATUSES) {
    for (const [name, paging, page] of [
      ['lastId', lastId(), byLastId],
      ['offset', offset({ total: 'total' }), byRow],
    ] as const) {
      it(`${String(status)}, ${name}: half the size at the same position, for the rest of the walk`, () => {
        const { outcome, sizes, shrunk } = walked(shrinking(paging), upTo(30, status, page));
        expect(outcome.error).to.equal(undefined);
        expect(outcome.ids).to.deep.equal(ALL);
        expect(sizes.slice(0, 5)).to.deep.equal([100, 50, 25, 25, 25]);
        expect(
          shrunk.map(({ from, to, status: why, pageIndex }) => [pageIndex, why, from, to]),
        ).to.deep.equal([
          [0, status, 100, 50],
          [0, status, 50, 25],
        ]);
      });
    }
  }

  it('in the middle of a walk, with pages ahead, no row is lost or repeated', () => {
    // From row 40 on the rows are large.
    const script: Script = (sent) => {
      const [start, size] = [Number(sent.query['offset']), Number(sent.query['limit'])];
      return start >= 40 && size > 7 ? { status: 413, json: {} } : byRow(sent, size);
    };
    for (const concurrency of [1, 4]) {
      const endpoint = shrinking(offset({ total: 'total' }));
      const { outcome } = walked(endpoint, script, { pageSize: 20, concurrency });
      expect(outcome.error).to.equal(undefined);
      expect(outcome.ids).to.deep.equal(ALL);
    }
  });

  it('waits as a retry does before a server that fails is asked again, and not before one that refuses', () => {
    const at = (status: number) =>
      walked(shrinking(lastId()), upTo(25, status, byLastId)).log.map(({ at: ms }) => ms);
    expect(at(413).slice(0, 3)).to.deep.equal([0, 0, 0]);
    expect(at(502).slice(0, 3)).to.deep.equal([0, 250, 750]);
  });

  it('a wait that the server asks for counts', () => {
    const script: Script = (sent) =>
      Number(sent.query['limit']) > 50
        ? { status: 502, json: {}, headers: { 'retry-after': '3' } }
        : byLastId(sent, Number(sent.query['limit']));
    expect(walked(shrinking(lastId()), script).log[1]?.at).to.equal(3000);
  });

  it('works without retries, too', () => {
    const { outcome } = walked(shrinking(lastId()), upTo(30, 504, byLastId), {}, { retry: false });
    expect(outcome.ids).to.deep.equal(ALL);
  });

  it('stops at the smallest size, with the error and an advice', () => {
    const never: Script = () => ({ status: 413, json: { message: 'too large' } });
    const { outcome, sizes } = walked(shrinking(lastId(), STATUSES, 10), never);
    expect(sizes).to.deep.equal([100, 50, 25, 12, 10]);
    expect(outcome.error).to.be.instanceOf(HttpError).with.property('status', 413);
    expect(String(outcome.error)).to.contain('the page cannot shrink: 10 is the smallest pageSize');
    expect((outcome.error as HttpError).vendor?.message).to.equal('too large');
    expect(walked(shrinking(lastId()), never).sizes).to.deep.equal([100, 50, 25, 12, 6, 3, 1]);
  });

  it('what stays a failure at the smallest size is retried there as ever', () => {
    const { sizes } = walked(shrinking(lastId(), [503], 50), () => ({ status: 503, json: {} }));
    expect(sizes).to.deep.equal([100, 50, 50, 50, 50, 50]);
  });

  it('other statuses do not shrink, nor does a list of which nobody said so', () => {
    const only413 = walked(shrinking(lastId(), [413]), upTo(30, 400, byLastId));
    expect(only413.sizes).to.deep.equal([100]);
    expect(String(only413.outcome.error)).to.contain('or give a smaller pageSize');
    const plain = walked(things, upTo(30, 413, byLastId));
    expect(plain.sizes).to.deep.equal([100]);
    expect(String(plain.outcome.error)).to.contain('Give a smaller pageSize.');
  });

  it('an open circuit is no page that is too large', () => {
    const { sizes, outcome } = walked(
      shrinking(lastId(), [502]),
      () => ({ status: 502, json: {} }),
      {},
      {
        breaker: { failureThreshold: 3 },
      },
    );
    expect(sizes).to.deep.equal([100, 50, 25]);
    expect(outcome.error).to.include({ status: 502 });
  });

  it('a walk goes on from its token with the size that it had come to', () => {
    const endpoint = shrinking(lastId());
    const first = walked(endpoint, upTo(30, 413, byLastId), { maxPages: 2, pageSize: 100 });
    const resume = O.toUndefined(first.outcome.pages.at(-1)?.resume ?? O.none);
    const second = walked(endpoint, upTo(30, 413, byLastId), { resume, pageSize: 100 });
    expect(second.sizes).to.deep.equal([25, 25]);
    expect([...first.outcome.ids, ...second.outcome.ids]).to.deep.equal(ALL);
    expect(
      walked(endpoint, upTo(30, 413, byLastId), { resume, pageSize: 10 }).outcome.error,
    ).to.be.instanceOf(ConfigError);
  });

  const FAMILIES: readonly (readonly [Paging, boolean])[] = [
    [lastId(), true],
    [nextToken(), true],
    [keyset(), true],
    [offset(), true],
    [pageNumber(), false],
    [numbered(), false],
    [link(), false],
    [single(), false],
    [
      inSlices({ inner: nextToken(), params: ['from'], size: 'limit', slicesOf: () => [{ from: '1' }] }),
      false,
    ],
  ];
  for (const [paging, works] of FAMILIES) {
    it(`${paging.family}: ${works ? 'can shrink' : 'is refused, since its positions hang on the size'}`, () => {
      if (works) expect(() => shrinking(paging)).not.to.throw();
      else
        expect(() => shrinking(paging)).to.throw(ConfigError, `shrinkOn cannot work with ${paging.family}`);
    });
  }

  it('is checked when it is made', () => {
    for (const wrong of ['413', [200], [413.5], ['413'], 413]) {
      expect(() => shrinking(lastId(), wrong as never)).to.throw(
        ConfigError,
        'shrinkOn must be an array of statuses',
      );
    }
    const { id, path, item } = { id: 'acme.things', path: '/things', item: t.type({ id: t.string }) };
    expect(() => defineEndpoint({ id, path, item, paging: lastId(), key: ['id'], shrinkOn: [413] })).to.throw(
      ConfigError,
      'shrinkOn needs limits',
    );
  });
});

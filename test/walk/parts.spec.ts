import { expect } from 'chai';
import * as t from 'io-ts';
import { lastValueFrom, toArray } from 'rxjs';
import { shape } from '../../src/codec/shape.js';
import {
  ConfigError,
  createClient,
  createPlainClient,
  DecodeError,
  defineEndpoint,
  driftWatch,
  exactNumbers,
  outageBreaker,
  single,
  type Client,
  type ClientEvent,
  type ClientOptions,
  type ClientParts,
} from '../../src/index.js';

const ledgers = defineEndpoint({
  id: 'acme.ledgers',
  path: '/ledgers',
  paging: single({ items: '' }),
  item: shape('Ledger', { id: t.unknown }),
  key: ['id'],
});

const BEYOND = '[{"id":9007199254740993}]';

const optionsOf = (text: string, status = 200, asked: string[] = []): ClientOptions => ({
  fetch: (url: string) => {
    asked.push(url);
    return Promise.resolve(new Response(text, { status }));
  },
  retry: false,
});

const plain = (options: ClientOptions, parts?: ClientParts): Client =>
  createPlainClient({ name: 'acme', baseUrl: 'https://acme.test' }, options, parts);

const itemsOf = (client: Client): Promise<readonly unknown[]> =>
  lastValueFrom(client.list(ledgers).pipe(toArray()));

const failureOf = (client: Client): Promise<unknown> =>
  itemsOf(client).then(
    () => undefined,
    (error: unknown) => error,
  );

const eventsOf = async (client: Client): Promise<readonly ClientEvent[]> => {
  const events: ClientEvent[] = [];
  const subscription = client.events$.subscribe((event) => events.push(event));
  await failureOf(client);
  subscription.unsubscribe();
  return events;
};

describe('the parts of a client', () => {
  describe('exact numbers', () => {
    it('without the part, a number beyond 2^53 is a DecodeError that names the part: it is never rounded', async () => {
      const error = await failureOf(plain(optionsOf(BEYOND)));
      expect(error).to.be.instanceOf(DecodeError);
      const { code, advice } = error as DecodeError;
      expect(code).to.equal('decode-inexact-number');
      expect(advice).to.include('exactNumbers');
    });

    for (const text of [
      '[{"id":-9007199254740993}]',
      '[{"id":1e999}]',
      '[{"id":[{"deep":12345678901234567890}]}]',
    ]) {
      it(`nor is ${text}`, async () => {
        expect(((await failureOf(plain(optionsOf(text)))) as DecodeError).code).to.equal(
          'decode-inexact-number',
        );
      });
    }

    for (const [text, value] of [
      ['[{"id":9007199254740991}]', 9007199254740991],
      ['[{"id":"9007199254740993"}]', '9007199254740993'],
      ['[{"id":0.12345678901234567}]', Number('0.12345678901234567')],
      ['[{"id":1.0e100}]', 1.0e100],
    ] as const) {
      const fits = text !== '[{"id":1.0e100}]';
      it(`${text} ${fits ? 'needs no part' : 'is no exact integer: it needs the part'}`, async () => {
        const client = fits ? plain(optionsOf(text)) : plain(optionsOf(text), { exactNumbers });
        expect(await itemsOf(client)).to.deep.equal([{ id: value }]);
      });
    }

    it('with the part it is exact', async () => {
      expect(await itemsOf(plain(optionsOf(BEYOND), { exactNumbers }))).to.deep.equal([
        { id: 9007199254740993n },
      ]);
    });
  });

  describe('drift', () => {
    const drifted = '[{"id":"a","colour":"red"}]';
    const kinds = (events: readonly ClientEvent[]): readonly string[] =>
      events.filter(({ type }) => type === 'drift').map(({ type }) => type);

    it('is noticed with the part only', async () => {
      expect(kinds(await eventsOf(plain(optionsOf(drifted))))).to.deep.equal([]);
      expect(kinds(await eventsOf(plain(optionsOf(drifted), { driftWatch })))).to.deep.equal(['drift']);
    });
  });

  describe('the circuit breaker', () => {
    const down = (asked: string[]): ClientOptions => optionsOf('{}', 503, asked);
    const failing = async (client: Client, times: number): Promise<void> => {
      for (let index = 0; index < times; index += 1) await failureOf(client);
    };

    it('without the part every walk asks', async () => {
      const asked: string[] = [];
      await failing(plain(down(asked)), 12);
      expect(asked).to.have.length(12);
    });

    it('with the part nothing is sent after ten failures in a row', async () => {
      const asked: string[] = [];
      await failing(plain(down(asked), { outageBreaker }), 12);
      expect(asked).to.have.length(10);
    });

    it('an option for it without the part is a ConfigError, not an option that does nothing', () => {
      expect(() => plain({ ...optionsOf('[]'), breaker: { failureThreshold: 3 } })).to.throw(
        ConfigError,
        /breaker/,
      );
      expect(() => plain({ ...optionsOf('[]'), breaker: false })).not.to.throw();
    });
  });

  it('createClient has all of them', async () => {
    const client = (options: ClientOptions): Client =>
      createClient({ name: 'acme', baseUrl: 'https://acme.test' }, options);
    expect(await itemsOf(client(optionsOf(BEYOND)))).to.deep.equal([{ id: 9007199254740993n }]);
    const asked: string[] = [];
    const broken = client(optionsOf('{}', 503, asked));
    for (let index = 0; index < 12; index += 1) await failureOf(broken);
    expect(asked).to.have.length(10);
  });
});

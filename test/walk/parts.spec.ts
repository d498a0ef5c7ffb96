import { expect } from 'chai';
import * as t from 'io-ts';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import { shape } from '../../src/codec/shape.js';
import {
  adaptiveLimiter,
  ConfigError,
  createClient,
  createPlainClient,
  DecodeError,
  defineEndpoint,
  driftWatch,
  exactNumbers,
  lastId,
  outageBreaker,
  single,
  smallerPages,
  type Client,
  type ClientEvent,
  type ClientOptions,
  type ClientParts,
} from '../../src/index.js';
import { coboClient } from '../../src/providers/cobo/index.js';
import { keygenClient } from '../../src/providers/keygen/index.js';
import { keywordsaiClient } from '../../src/providers/keywordsai/index.js';
import { openaiClient } from '../../src/providers/openai/index.js';

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
      it(`${text} needs no part`, async () => {
        expect(await itemsOf(plain(optionsOf(text)))).to.deep.equal([{ id: value }]);
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

  describe('smaller pages', () => {
    const shrinking = defineEndpoint({
      id: 'acme.things',
      path: '/things',
      paging: lastId(),
      item: shape('Thing', { id: t.string }),
      key: ['id'],
      limits: { param: 'limit', max: 100 },
      shrinkOn: [413],
    });
    const most60 = (asked: string[]): ClientOptions => ({
      fetch: (url: string) => {
        asked.push(url);
        const isSmall = Number(new URL(url).searchParams.get('limit')) <= 60;
        const text = isSmall ? '{"data":[{"id":"a"}],"has_more":false}' : '{}';
        return Promise.resolve(new Response(text, { status: isSmall ? 200 : 413 }));
      },
    });
    const walked = (client: Client) => lastValueFrom(client.list(shrinking).pipe(toArray()));

    it('with the part, a page that is too large is requested again with half the size', async () => {
      const asked: string[] = [];
      expect(await walked(plain(most60(asked), { smallerPages }))).to.deep.equal([{ id: 'a' }]);
      expect(asked.map((url) => new URL(url).searchParams.get('limit'))).to.deep.equal(['100', '50']);
    });

    it('without the part, an endpoint with shrinkOn is a ConfigError before anything is sent', async () => {
      const asked: string[] = [];
      const error: unknown = await walked(plain(most60(asked))).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(ConfigError);
      expect((error as ConfigError).code).to.equal('config-option-invalid');
      expect((error as ConfigError).advice).to.include('smallerPages');
      expect(asked).to.deep.equal([]);
    });
  });

  describe('limits', () => {
    const windows = [{ limit: 5, perMs: 1000 }];
    const limited = (options: ClientOptions = {}, parts?: ClientParts): Client =>
      createPlainClient({ name: 'acme', baseUrl: 'https://acme.test', windows }, options, parts);
    const limitsOf = async ({ limiter }: Client): Promise<unknown> =>
      limiter && (await firstValueFrom(limiter.state$)).windows.map(({ limit }) => limit);

    it('of a provider without the part are a ConfigError that names it, not limits that nobody keeps', () => {
      expect(() => limited()).to.throw(ConfigError, /makeLimiter: adaptiveLimiter/);
      const provider = { name: 'acme', baseUrl: 'https://acme.test', maxConcurrency: 2 };
      expect(() => createPlainClient(provider)).to.throw(ConfigError, /limits/);
    });

    it('are kept with the part, or by a limiter of the options; none are where pacing is off', async () => {
      expect(await limitsOf(limited({}, { makeLimiter: adaptiveLimiter }))).to.deep.equal([5]);
      const limiter = slidingWindowLimiter({ windows: [{ limit: 3, perMs: 1000 }] });
      expect(await limitsOf(limited({ limiter }))).to.deep.equal([3]);
      expect(await limitsOf(limited({ limiter: false }))).to.equal(undefined);
    });

    it('of Keywords AI are kept without a part: the vendor documents them', async () => {
      expect(await limitsOf(keywordsaiClient({ apiKey: 'k' }))).to.deep.equal([60]);
    });
  });

  describe('clients of a provider without its methods', () => {
    const clients: readonly (readonly [string, (options: ClientOptions, parts?: ClientParts) => Client])[] = [
      ['openaiClient', (options, parts) => openaiClient({ ...options, apiKey: 'k' }, parts)],
      ['keygenClient', (options, parts) => keygenClient({ ...options, account: 'a', token: 'k' }, parts)],
      ['keywordsaiClient', (options, parts) => keywordsaiClient({ ...options, apiKey: 'k' }, parts)],
      ['coboClient', (options, parts) => coboClient({ ...options, apiKey: 'k' }, parts)],
    ];
    for (const [name, make] of clients) {
      it(`${name} holds the parts that it is given`, async () => {
        expect(((await failureOf(make(optionsOf(BEYOND)))) as DecodeError).code).to.equal(
          'decode-inexact-number',
        );
        expect(await itemsOf(make(optionsOf(BEYOND), { exactNumbers }))).to.deep.equal([
          { id: 9007199254740993n },
        ]);
      });
    }

    it('keygenClient learns the limits that replies name with the part for it', async () => {
      const windowsOf = async (parts?: ClientParts): Promise<unknown> => {
        const headers = { 'x-ratelimit-window': '30s', 'x-ratelimit-limit': '600', 'x-ratelimit-count': '1' };
        const fetch = () => Promise.resolve(new Response('[]', { headers }));
        const client = keygenClient({ fetch, account: 'a', token: 'k' }, parts);
        await itemsOf(client);
        return (
          client.limiter && (await firstValueFrom(client.limiter.state$)).windows.map(({ limit }) => limit)
        );
      };
      expect(await windowsOf()).to.deep.equal([]);
      expect(await windowsOf({ makeLimiter: adaptiveLimiter })).to.deep.equal([600]);
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

import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { take, VirtualTimeScheduler } from 'rxjs';
import {
  ConfigError,
  type Fetch,
  type Listing,
  type ListOptions,
  type ResumeToken,
} from '../../../src/index.js';
import { keywordsai, type KeywordsAi } from '../../../src/providers/keywordsai/index.js';
import type { WireItem } from '../../protocol/items.js';
import { keywordsAiServer } from '../../protocol/servers/keywordsai.js';
import { all, broken, sent, spelled, wire } from '../../protocol/wire.js';
import { fakeApi } from '../../support/fake-transport.js';
import { fixture } from '../../support/fixture.js';

const on = (fetch: Fetch): KeywordsAi => keywordsai({ apiKey: 'CANARY', fetch });
const rows = (count: number): readonly WireItem[] =>
  Array.from({ length: count }, (_, index) => ({ id: `row ${String(index)}`, name: 'n' }));
const START = { start_time: '2025-01-01T00:00:00Z' };
const ids = (items: readonly { readonly id?: unknown }[]): unknown[] => items.map(({ id }) => id);

describe('keywordsai.users.detail', () => {
  it('is one item: the whole body', async () => {
    const body = fixture('keywordsai/users.detail.json');
    const server = wire(() => ({ body }));
    const came = await all(on(server.fetch).users.detail.get({ customer_identifier: 'user/123' }));
    expect(came.map(({ id, total_usage, last_active }) => [id, total_usage, last_active])).to.deep.equal([
      [12345, 523.45, new Date('2025-12-29T10:30:00Z')],
    ]);
    expect(server.log.map(({ method, address }) => [method, address])).to.deep.equal([
      ['GET', 'https://api.keywordsai.co/api/users/user%2F123/'],
    ]);
  });
});

describe('keywordsai.users.summary', () => {
  const customer = { id: 1, customer_identifier: 'c' };

  it('a bare array, as older versions answered, is the whole list', async () => {
    const server = wire(() => ({ body: [customer] }));
    expect(await all(on(server.fetch).users.summary.list())).to.deep.equal([customer]);
    expect(server.log).to.have.length(1);
  });

  it('a customer without figures does not end the list', async () => {
    const odd = { ...customer, average_ttft: null, cost: null, top_models: null };
    const server = wire(() => ({ body: { results: [odd], next: null } }));
    expect(await all(on(server.fetch).users.summary.list())).to.deep.equal([odd]);
  });
});

describe('keywordsai.temporaryKeys: two shapes', () => {
  it('the usual page, whose count of 0 ends nothing', async () => {
    const server = wire(keywordsAiServer(rows(25), { usual: 10, count: () => 0 }));
    expect(ids(await all(on(server.fetch).temporaryKeys.list()))).to.deep.equal(ids(rows(25)));
    expect(sent(server, 'page')).to.deep.equal(['1', '2', '3']);
  });

  for (const concurrency of [1, 4]) {
    it(`a bare array, which is the whole list, ${String(concurrency)} at once`, async () => {
      const server = wire(() => ({ body: fixture('keywordsai/temporaryKeys@bare.json') }));
      const [page, ...more] = await all(on(server.fetch).temporaryKeys.list({}, { concurrency }).pages());
      expect(ids(page?.items ?? [])).to.deep.equal(['tk_9f8e7d6c5b4a3e2f1d0c']);
      expect(page?.end).to.deep.equal(O.some('complete'));
      expect(page?.envelope).to.deep.equal({});
      expect(more).to.deep.equal([]);
      expect(server.log).to.have.length(1);
    });
  }

  it('a bare empty array is an empty list', async () => {
    const server = wire(() => ({ body: [] }));
    expect(await all(on(server.fetch).temporaryKeys.list())).to.deep.equal([]);
  });

  it('neither shape is an error', async () => {
    const server = wire(() => ({ body: { detail: 'hello' } }));
    const { error } = await broken(on(server.fetch).temporaryKeys.list());
    expect(error).to.have.property('message').that.includes('there is no list at results');
  });
});

describe('keywordsai: the last hour is never taken for the whole list', () => {
  const LISTS: readonly (readonly [
    string,
    (client: KeywordsAi, params: never, options?: ListOptions) => Listing<unknown, unknown>,
  ])[] = [
    ['requestLogs.list', (client, params, options) => client.requestLogs.list(params, options)],
    ['requestLogs.legacy', (client, params, options) => client.requestLogs.legacy.list(params, options)],
    ['traces.list', (client, params, options) => client.traces.list(params, options)],
  ];
  for (const [name, list] of LISTS) {
    it(`${name} without start_time is refused before anything is sent, and says why`, async () => {
      const server = wire(keywordsAiServer([]));
      const { error } = await broken(list(on(server.fetch), {} as never));
      expect(error).to.be.instanceOf(ConfigError);
      expect((error as ConfigError).message).to.include('start_time is missing');
      expect((error as ConfigError).advice).to.include('the last hour');
      expect(server.log).to.have.length(0);
    });

    it(`${name}: an end that is left open is fixed at the start of the walk, on all pages and behind a token`, () => {
      const scheduler = new VirtualTimeScheduler();
      scheduler.frame = Date.parse('2025-03-01T12:00:00Z');
      const serve = keywordsAiServer(rows(2500), { usual: 1000 });
      const api = fakeApi(({ url }) => {
        const { origin, pathname, searchParams: query } = new URL(url);
        const answer = serve({
          address: origin + pathname,
          query,
          method: 'GET',
          headers: {},
          body: undefined,
          signal: undefined,
        });
        return { json: answer === 'silence' ? undefined : answer.body, delayMs: 10_000 };
      }, scheduler);
      const client = keywordsai({ apiKey: 'CANARY', transport: api.transport, scheduler });
      let token: ResumeToken | undefined;
      list(client, START as never)
        .pages()
        .pipe(take(1))
        .subscribe(({ resume }) => {
          token = O.toUndefined(resume);
        });
      api.run();
      expect(token).to.be.a('string');
      list(client, START as never, { resume: token }).subscribe();
      api.run();
      expect(api.log).to.have.length(3);
      expect(new Set(api.log.map(({ query }) => query['end_time']))).to.deep.equal(
        new Set(['2025-03-01T12:00:00.000Z']),
      );
    });

    it(`${name}: the caller’s end is sent as it is`, async () => {
      const server = wire(keywordsAiServer([]));
      await all(list(on(server.fetch), { ...START, end_time: '2025-01-31T23:59:59Z' } as never));
      expect(sent(server, 'end_time')).to.deep.equal(['2025-01-31T23:59:59Z']);
    });
  }
});

describe('keywordsai parameters', () => {
  it('booleans of logs are texts, fields are joined by commas', async () => {
    const server = wire(keywordsAiServer([]));
    await all(
      on(server.fetch).requestLogs.list({
        ...START,
        end_time: START.start_time,
        is_test: false,
        all_envs: true,
        include_fields: ['model', 'cost'],
        log_type: 'CHAT',
        environment: 'production',
      }),
    );
    expect(server.log.map(spelled)).to.deep.equal([
      [
        'all_envs=true',
        'end_time=2025-01-01T00:00:00Z',
        'environment=production',
        'fetch_filters=false',
        'include_fields=model,cost',
        'is_test=false',
        'log_type=CHAT',
        'page=1',
        'page_size=1000',
        'sort_by=timestamp',
        'start_time=2025-01-01T00:00:00Z',
      ],
    ]);
  });

  it('logs of which only some fields come back have no identity, and are no loop', async () => {
    const same = Array.from({ length: 25 }, () => ({ model: 'm' }));
    const server = wire(keywordsAiServer(same));
    const came = await all(
      on(server.fetch).requestLogs.list({ ...START, include_fields: ['model'] }, { pageSize: 10 }),
    );
    expect(came).to.have.length(25);
  });

  const FILTERS = { type: { operator: 'eq', value: ['monitors'] } };
  const FILTERED: readonly (readonly [string, (client: KeywordsAi) => Listing<unknown, unknown>])[] = [
    ['requestLogs', ({ requestLogs }) => requestLogs.list({ ...START, filters: FILTERS, operator: 'AND' })],
    ['traces', ({ traces }) => traces.list({ ...START, filters: FILTERS, operator: 'AND' })],
    ['logThreads', ({ logThreads }) => logThreads.list({ filters: FILTERS, operator: 'AND' })],
    ['prompts', ({ prompts }) => prompts.list({ filters: FILTERS, operator: 'AND' })],
    ['datasets', ({ datasets }) => datasets.list({ filters: FILTERS, operator: 'AND' })],
    [
      'datasets.logs',
      ({ datasets }) => datasets.logs.list({ dataset_id: 'd', filters: FILTERS, operator: 'AND' }),
    ],
    ['evaluators.filter', ({ evaluators }) => evaluators.filter.list({ filters: FILTERS, operator: 'AND' })],
    ['experiments', ({ experiments }) => experiments.list({ filters: FILTERS, operator: 'AND' })],
    [
      'experiments.traces',
      ({ experiments }) => experiments.traces.list({ experiment_id: 'x', filters: FILTERS, operator: 'AND' }),
    ],
    ['workflows', ({ workflows }) => workflows.list({ filters: FILTERS, operator: 'AND' })],
  ];
  for (const [name, list] of FILTERED) {
    it(`${name}: the filters stand in the body of each page, and nowhere else`, async () => {
      const items = rows(2001).map((row) => ({ ...row, thread_identifier: row['id'] }));
      const server = wire(keywordsAiServer(items, { usual: 1000 }));
      expect(await all(list(on(server.fetch)))).to.have.length(2001);
      expect(server.log.length).to.be.at.least(3);
      for (const { body, query } of server.log) {
        expect(JSON.parse(body ?? '')).to.deep.equal({ filters: FILTERS, operator: 'AND' });
        expect([query.has('filters'), query.has('operator'), query.has('form')]).to.deep.equal([
          false,
          false,
          false,
        ]);
      }
    });
  }

  const NO_BODY: readonly (readonly [string, (client: KeywordsAi) => Listing<unknown, unknown>])[] = [
    ['traces', ({ traces }) => traces.list({ ...START, form: 'get', filters: FILTERS })],
    ['prompts', ({ prompts }) => prompts.list({ form: 'old', filters: FILTERS })],
    ['workflows', ({ workflows }) => workflows.list({ form: 'get', operator: 'OR' })],
    ['experiments', ({ experiments }) => experiments.list({ form: 'v1', filters: FILTERS })],
  ];
  for (const [name, list] of NO_BODY) {
    it(`${name}: filters in a form without a body are refused, not dropped`, async () => {
      const server = wire(keywordsAiServer([]));
      const { error } = await broken(list(on(server.fetch)));
      expect(error).to.be.instanceOf(ConfigError);
      expect(server.log).to.have.length(0);
    });
  }

  for (const [name, list] of [
    [
      'experiments.traces: export',
      ({ experiments }) => experiments.traces.list({ experiment_id: 'x', export: '1' } as never),
    ],
    [
      'evaluators.filter: is_exporting',
      ({ evaluators }) => evaluators.filter.list({ is_exporting: true } as never),
    ],
  ] as readonly (readonly [string, (client: KeywordsAi) => Listing<unknown, unknown>])[]) {
    it(`${name} is never sent`, async () => {
      const server = wire(keywordsAiServer([]));
      const { error } = await broken(list(on(server.fetch)));
      expect(error).to.be.instanceOf(ConfigError);
      expect(server.log).to.have.length(0);
    });
  }
});

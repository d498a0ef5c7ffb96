import { expect } from 'chai';
import * as t from 'io-ts';
import {
  DecodeError,
  defineEndpoint,
  nextToken,
  openai,
  RateLimitError,
  TimeoutError,
  type ClientEvent,
} from '../src/index.js';
import { retryBudget } from '../operators/index.js';
import { copies } from './protocol/items.js';
import { bucketServer, lastIdServer } from './protocol/servers/openai.js';
import { numberedPages, pageOf, rows, run, virtual, type Reply } from './protocol/virtual.js';
import { all, broken, wire } from './protocol/wire.js';

/** A page that is refused once, with these headers. */
const refusedOnce =
  (headers: Readonly<Record<string, string>>): Reply =>
  (_, at) =>
    at === 0 ? { status: 429, headers, body: '' } : pageOf(0, null);

/** How long the client waited before it asked again. */
const waited = (headers: Readonly<Record<string, string>>): number | undefined => {
  const world = virtual(refusedOnce(headers), { retry: { random: () => 0 } });
  expect(run(world.client.list(rows), world).complete).to.equal(true);
  return world.asked[1]?.atMs;
};

describe('traps: retry and limits', () => {
  it('dlt: a long wait within the accepted one is waited out, not cut', () => {
    expect(waited({ 'retry-after': '59' })).to.equal(59_000);
  });

  it('insight#956, openai-node#1840: a wait over the accepted one is an error that names it, at once', () => {
    const world = virtual(refusedOnce({ 'retry-after': '86400' }));
    const { error } = run(world.client.list(rows), world);
    expect(error).to.be.instanceOf(RateLimitError);
    expect((error as RateLimitError).waitMs).to.equal(86_400_000);
    expect((error as RateLimitError).message).to.include('86400 s');
    expect([world.asked.length, world.scheduler.now()]).to.deep.equal([1, 0]);
  });

  it('a wait is told when it begins', () => {
    const world = virtual(refusedOnce({ 'retry-after': '30' }));
    const told: ClientEvent[] = [];
    world.client.events$.subscribe((event) => told.push(event));
    run(world.client.list(rows), world);
    expect(told.find(({ type }) => type === 'retry')).to.include({ delayMs: 30_000, reason: 'server' });
  });

  for (const [name, value, expected] of [
    ['retry-after-ms', '1500', 1500],
    ['retry-after', '2', 2000],
    ['retry-after', '1.5', 1500],
    // Compared with the scheduler's clock, which stands at the beginning of 1970.
    ['retry-after', 'Thu, 01 Jan 1970 00:00:05 GMT', 5000],
    ['retry-after', '1970-01-01T00:00:07Z', 7000],
    ['retry-after', '6s', 6000],
    ['x-ratelimit-reset', '0m7s', 7000],
    ['x-ratelimit-reset', '20ms', 20],
  ] as const) {
    it(`Airbyte, octokit: ${name}: ${value} is a wait of ${String(expected)} ms`, () => {
      expect(waited({ [name]: value })).to.equal(expected);
    });
  }

  it('airbyte PR #74352: a reset that is a delay is not read as a point in time, nor the other way round', () => {
    expect(waited({ 'x-ratelimit-reset': '30' })).to.equal(30_000);
    const world = virtual(refusedOnce({ 'x-ratelimit-reset': '1768478402' }));
    const { error } = run(world.client.list(rows), world);
    expect((error as RateLimitError).waitMs).to.equal(1_768_478_402_000);
  });

  it('octokit throttling#629: a 429 holds the other requests of that client', () => {
    const reply: Reply = (cursor, at, url) =>
      at === 0
        ? { status: 429, headers: { 'retry-after': '10' }, body: '' }
        : numberedPages(2)(cursor, at, url);
    const world = virtual(reply);
    world.client.list(rows).subscribe();
    world.client.list(rows).subscribe();
    world.scheduler.flush();
    expect(world.asked[0]?.atMs).to.equal(0);
    expect(world.asked).to.have.length(5);
    for (const { atMs } of world.asked.slice(1)) expect(atMs).to.be.at.least(10_000);
  });

  it('Airbyte: a zero remaining on a good reply is no reason to wait', () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '50' };
    const world = virtual((...args) => ({ ...numberedPages(3)(...args), headers }));
    run(world.client.list(rows), world);
    expect(world.asked.map(({ atMs }) => atMs)).to.deep.equal([0, 0, 0]);
  });

  it('airbyte-python-cdk#1148: a server that never answers is an error', () => {
    const world = virtual(() => ({ ...pageOf(0, null), afterMs: 1e9 }), { retry: false });
    const { error } = run(world.client.list(rows), world);
    expect(error).to.be.instanceOf(TimeoutError);
    expect(error).to.include({ code: 'timeout-response', timeoutMs: 30_000 });
  });

  for (const code of ['insufficient_quota', 'credit_balance_exhausted']) {
    it(`openai SDKs: ${code} is not asked for again`, async () => {
      const server = wire(() => ({ status: 429, body: { error: { message: 'm', type: 'x', code } } }));
      await broken(openai({ adminKey: 'CANARY', fetch: server.fetch }).users.list());
      expect(server.log).to.have.length(1);
    });
  }

  it('AWS, gRPC: an outage is not multiplied: an empty budget ends the retries', () => {
    const world = virtual(() => ({ status: 503, body: '' }), {
      retry: { budget: retryBudget({ capacity: 20, retryCost: 5 }) },
      breaker: false,
    });
    const walks = Array.from({ length: 10 }, () => run(world.client.list(rows), world));
    expect(walks.every(({ error }) => error instanceof Error)).to.equal(true);
    // Ten first attempts, and four retries for all of them.
    expect(world.asked).to.have.length(10 + 4);
  });
});

describe('traps: decoding and data', () => {
  const START = 1_730_419_200;
  const usage = (text: string) => {
    const server = wire(() => ({
      body: `{"object":"page","has_more":false,"next_page":null,"data":[${text}]}`,
    }));
    return openai({ adminKey: 'CANARY', fetch: server.fetch }).usage.completions.list({
      start_time: START,
      end_time: START + 86_400,
    });
  };
  const bucket = (tokens: string): string =>
    `{"object":"bucket","start_time":1,"end_time":2,"results":[{"object":"organization.usage.completions.result",
    "input_tokens":${tokens},"output_tokens":1,"num_model_requests":1}]}`;

  it('measured: an integer beyond 2^53 is refused, not rounded', async () => {
    const [exact] = await all(usage(bucket('9007199254740991')));
    expect(exact?.results[0]?.input_tokens).to.equal(9007199254740991);
    for (const tokens of ['9007199254740993', '90071992547409930', '1e999']) {
      expect((await broken(usage(bucket(tokens)))).error, tokens).to.be.instanceOf(DecodeError);
    }
  });

  it('measured, io-ts: __proto__ in a reply does not reach the item', async () => {
    const [item] = await all(usage(bucket('1').replace('{', '{"__proto__":{"evil":true},')));
    expect(item).not.to.have.property('evil');
    expect(Object.getPrototypeOf(item)).to.equal(Object.prototype);
  });

  it('measured: 100,000 levels of nesting are an error, not an overflow', async () => {
    const deep = `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const { error } = await broken(usage(deep));
    expect(error).to.be.instanceOf(DecodeError);
    expect((error as DecodeError).part).to.equal('text');
  });

  const users = copies('openai/users.json', 'data', 5, (index) => ({
    id: index === 2 ? 2 : `user_${String(index)}`,
    region: 'eu',
  }));
  const client = () => openai({ adminKey: 'CANARY', fetch: wire(lastIdServer(users)).fetch });

  it('ai-dial-core#680, langfuse-python#1564, vercel/ai#16290: one drifted item does not take the others along', async () => {
    const told: ClientEvent[] = [];
    const skipping = client();
    skipping.events$.subscribe((event) => told.push(event));
    expect(await all(skipping.users.list({}, { onInvalid: 'skip' }))).to.have.length(4);
    expect(told.find(({ type }) => type === 'invalid')).to.include({ itemIndex: 2, pageIndex: 0 });
    const [page] = await all(client().users.list({}, { onInvalid: 'collect' }).pages());
    expect([page?.items.length, page?.invalid.map(({ itemIndex }) => itemIndex)]).to.deep.equal([4, [2]]);
  });

  it('…and by default it is an error that says what stood where', async () => {
    const { values, error } = await broken(client().users.list());
    expect(values).to.deep.equal([]);
    expect((error as DecodeError).itemIndex).to.equal(2);
    expect((error as DecodeError).issues).to.deep.equal([
      { path: 'id', expected: 'string', actual: 'number' },
    ]);
  });

  it('terraform-provider-openai#45: fields that nobody documented are kept', async () => {
    const [user] = await all(client().users.list({}, { onInvalid: 'skip' }));
    expect(user).to.have.property('region', 'eu');
  });

  it('measured: a wholly bad item with a thousand bad rows makes a short report', async () => {
    const bad = copies('openai/usage.completions.json', 'data', 1, () => ({
      results: Array.from({ length: 1000 }, () => ({ object: 7 })),
    }));
    const server = wire(bucketServer(bad, { usual: 7, max: 31 }));
    const { list } = openai({ adminKey: 'CANARY', fetch: server.fetch }).usage.completions;
    const { error } = await broken(list({ start_time: START }));
    expect((error as DecodeError).issues.length).to.be.within(1, 10);
    expect((error as DecodeError).message.length).to.be.below(2000);
  });

  it('a codec without a name of its own does not print its whole shape', async () => {
    const wide = defineEndpoint({
      id: 'acme.wide',
      path: '/wide',
      paging: nextToken(),
      item: t.type(
        Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`field_${String(index)}`, t.string])),
      ),
      key: ['field_0'],
    });
    const server = wire(() => ({ body: { data: [{}], has_more: false } }));
    const { error } = await broken(openai({ apiKey: 'CANARY', fetch: server.fetch }).client.list(wide));
    expect((error as DecodeError).message.length).to.be.below(2000);
  });
});

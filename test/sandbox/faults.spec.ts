import { expect } from 'chai';
import { until } from '../cluster/support/wait.js';
import { durationOf, waitHeaders } from '../../src/sandbox/rate-limit.js';
import type { Fault, FaultRule, RateLimitForm } from '../../src/sandbox/index.js';
import {
  boxFor,
  ask,
  cobo,
  idsOf,
  itemsOf,
  keygen,
  keywordsai,
  openai,
  withParam,
  type Answer,
  type Json,
} from './support.js';

describe('sandbox: faults', () => {
  const box = boxFor({ rateLimits: false });
  const add = (fault: Fault, rule: Omit<FaultRule, 'fault'> = {}) =>
    box().control.faults.add({ ...rule, fault });
  const USERS = '/organization/users?limit=3';
  const failed = (work: Promise<unknown>): Promise<boolean> =>
    work.then(
      () => false,
      () => true,
    );

  it('strikes once unless told otherwise, after those to skip, and only what the rule speaks of', async () => {
    const handle = add(
      { kind: 'status', status: 500 },
      { provider: 'openai', path: /users$/, method: 'get', skip: 1, times: 2 },
    );
    const seen = [await keygen(box(), '/users'), await openai(box(), '/organization/projects')];
    for (let sent = 0; sent < 4; sent += 1) seen.push(await openai(box(), USERS));
    expect(seen.map(({ status }) => status)).to.deep.equal([200, 200, 200, 500, 500, 200]);
    expect(handle.hits).to.equal(2);
    const always = add({ kind: 'status', status: 503 }, { times: Infinity });
    expect((await openai(box(), USERS)).status).to.equal(503);
    always.remove();
    expect((await openai(box(), USERS)).status).to.equal(200);
    expect(box().control.faults.list()).to.have.length(1);
  });

  it('status: the body of each vendor, or the one that was given', async () => {
    add({ kind: 'status', status: 503 }, { times: 4 });
    expect((await openai(box(), USERS)).body['error']).to.include({
      type: 'service_unavailable_error',
      code: 'server_is_overloaded',
    });
    expect((await keygen(box(), '/users')).body).to.have.all.keys('meta', 'errors');
    expect((await keywordsai(box(), '/api/users/list/')).body).to.deep.equal({
      detail: 'Service Unavailable',
    });
    expect((await cobo(box(), '/api/v1/api-keys')).body).to.include({
      success: false,
      error: 'Service Unavailable',
    });
    add({
      kind: 'status',
      status: 429,
      body: { error: { code: 'insufficient_quota' } },
      headers: { 'x-should-retry': 'false' },
    });
    const quota = await openai(box(), USERS);
    expect([quota.status, quota.body, quota.headers.get('x-should-retry')]).to.deep.equal([
      429,
      { error: { code: 'insufficient_quota' } },
      'false',
    ]);
  });

  const forms: readonly (readonly [RateLimitForm, Record<string, string>])[] = [
    ['retry-after-seconds', { 'Retry-After': '2' }],
    ['retry-after-fraction', { 'Retry-After': '1.5' }],
    ['retry-after-date', { 'Retry-After': 'Thu, 15 Jan 2026 12:00:02 GMT' }],
    ['retry-after-ms', { 'retry-after-ms': '1500' }],
    ['reset-seconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2' }],
    ['reset-epoch', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1768478402' }],
    ['reset-epoch-ms', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1768478401500' }],
    ['reset-iso', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-01-15T12:00:01.500Z' }],
    ['reset-duration', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1.5s' }],
    ['body', {}],
    ['none', {}],
  ];
  for (const [form, headers] of forms) {
    it(`rate-limit: ${form}`, async () => {
      expect(waitHeaders(form, 1.5, Date.parse('2026-01-15T12:00:00Z'))).to.deep.equal(headers);
      add({ kind: 'rate-limit', form, seconds: 1.5 }, { provider: 'keygen' });
      const reply = await keygen(box(), '/users');
      expect(reply.status).to.equal(429);
      expect(reply.body['retry_after']).to.equal(form === 'body' ? 1.5 : undefined);
      for (const name of Object.keys(headers)) expect(reply.headers.has(name), name).to.equal(true);
      expect(reply.headers.has('retry-after')).to.equal(
        form.startsWith('retry-after-') && form !== 'retry-after-ms',
      );
    });
  }

  it('durations are written as Go writes them', () => {
    expect([0.02, 1, 1.234, 90, 360, 3723].map(durationOf)).to.deep.equal([
      '20ms',
      '1s',
      '1.234s',
      '1m30s',
      '6m0s',
      '1h2m3s',
    ]);
  });

  it('latency: the reply comes that much later, and an unsubscribed one never', async () => {
    add({ kind: 'latency', ms: 30 });
    const began = performance.now();
    expect((await openai(box(), USERS)).status).to.equal(200);
    expect(performance.now() - began).to.be.at.least(25);
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    add({ kind: 'latency', ms: 60_000 });
    box().control.clearRequests();
    const leaving = new AbortController();
    const work = failed(
      ask(
        `${box().openai.baseUrl}${USERS}`,
        { authorization: `Bearer ${box().openai.adminKey}` },
        { signal: leaving.signal },
      ),
    );
    await until(() => box().control.requests().length === 1, 'it is asked');
    leaving.abort();
    expect(await work).to.equal(true);
    await until(() => box().control.requests()[0]?.aborted === true, 'it knows that nobody waits');
    expect(box().control.requests()[0]?.status).to.equal(0);
    await until(() => timers() <= before, 'no timer is left');
  });

  it('reset: the socket goes in the middle of the body', async () => {
    add({ kind: 'reset', afterBytes: 40 }, { times: 2 });
    const reply = await fetch(`${box().openai.baseUrl}${USERS}`, {
      headers: { authorization: `Bearer ${box().openai.adminKey}` },
    });
    expect(reply.status).to.equal(200);
    expect(await failed(reply.text())).to.equal(true);
    expect(await failed(openai(box(), USERS))).to.equal(true);
    expect(box().control.requests().at(-1)?.aborted, 'it was not the client who left').to.equal(false);
  });

  it('stall: some bytes, then silence with the socket open', async () => {
    add({ kind: 'stall', afterBytes: 12 });
    const leaving = new AbortController();
    const reply = await fetch(`${box().openai.baseUrl}${USERS}`, {
      headers: { authorization: `Bearer ${box().openai.adminKey}` },
      signal: leaving.signal,
    });
    const reader = reply.body?.getReader();
    const chunk = await reader?.read();
    expect(Buffer.from(chunk?.value ?? []).toString()).to.equal('{"object":"l');
    leaving.abort();
    await until(() => box().control.requests().at(-1)?.aborted === true, 'it knows that nobody waits');
  });

  const broken: readonly (readonly [Fault, (answer: Answer) => void])[] = [
    [
      { kind: 'truncated-json' },
      ({ text }) => {
        expect(text).to.match(/^\{"object":"list"/);
      },
    ],
    [
      { kind: 'invalid-json' },
      ({ text }) => {
        expect(text).to.equal('{"data": [}');
      },
    ],
    [
      { kind: 'html' },
      ({ headers }) => {
        expect(headers.get('content-type')).to.equal('text/html');
      },
    ],
    [
      { kind: 'empty-body' },
      ({ text }) => {
        expect(text).to.equal('');
      },
    ],
  ];
  for (const [fault, check] of broken) {
    it(`${fault.kind}: a 200 that is no JSON`, async () => {
      add(fault);
      const reply = await openai(box(), USERS);
      expect(reply.status).to.equal(200);
      expect(() => {
        JSON.parse(reply.text);
      }).to.throw();
      check(reply);
    });
  }

  it('redirect: 302 to another address', async () => {
    add({ kind: 'redirect', to: 'http://127.0.0.1:9/elsewhere' });
    const reply = await openai(box(), USERS);
    expect([reply.status, reply.headers.get('location')]).to.deep.equal([
      302,
      'http://127.0.0.1:9/elsewhere',
    ]);
  });

  it('repeat-cursor: waits for a page with a cursor, then gives that cursor out again', async () => {
    const path = withParam(USERS, 'after', idsOf(itemsOf(await openai(box(), USERS)))[2] ?? '');
    add({ kind: 'repeat-cursor' });
    const first = await openai(box(), USERS);
    expect(first.body['last_id']).to.equal(idsOf(itemsOf(first))[2]);
    const second = await openai(box(), path);
    expect(second.body).to.include({ has_more: true, last_id: first.body['last_id'] });
    expect(idsOf(itemsOf(second))).not.to.deep.equal(idsOf(itemsOf(first)));
    add({ kind: 'repeat-cursor' });
    const page = await keygen(box(), '/users?page[number]=2&page[size]=5');
    expect((page.body['links'] as Json)['next']).to.equal((page.body['links'] as Json)['self']);
    add({ kind: 'repeat-cursor' });
    expect((await keywordsai(box(), '/api/users/list/?page=2&page_size=5')).body['next']).to.match(
      /\?page=2$/,
    );
    const start = await cobo(box(), '/api/v1/api-keys?limit=2');
    const after = String((start.body['meta'] as Json)['after']);
    add({ kind: 'repeat-cursor' });
    const again = await cobo(box(), `/api/v1/api-keys?limit=2&after=${after}`);
    expect(again.body['meta']).to.include({ has_more: true, after });
  });

  it('repeat-page: the reply before, once more', async () => {
    const first = await openai(box(), USERS);
    add({ kind: 'repeat-page' });
    const second = await openai(box(), withParam(USERS, 'after', String(first.body['last_id'])));
    expect(second.text).to.equal(first.text);
  });

  it('repeat-page: walks side by side do not get each other’s pages', async () => {
    const page = (query: string, number: number, init: RequestInit = {}) =>
      keywordsai(box(), `/api/users/list/?page_size=5&${query}&page=${String(number)}`, init);
    const filters = (value: string): RequestInit => ({
      method: 'POST',
      body: JSON.stringify({ filters: { name: { operator: 'contains', value: [value] } } }),
    });
    const walks: readonly (readonly [string, RequestInit])[] = [
      ['environment=prod', {}],
      ['environment=test', {}],
      ['environment=prod&sort_by=email', {}],
      ['environment=prod', filters('a')],
      ['environment=prod', filters('e')],
    ];
    const firsts = [];
    for (const [query, init] of walks) firsts.push((await page(query, 1, init)).text);
    add({ kind: 'repeat-page' }, { times: walks.length });
    const seconds = [];
    for (const [query, init] of walks) seconds.push((await page(query, 2, init)).text);
    expect(seconds).to.deep.equal(firsts);
    expect(new Set(firsts).size).to.equal(walks.length);
    const waiting = add({ kind: 'repeat-page' });
    const fresh = await page('environment=prod&sort_by=name', 1);
    expect([waiting.hits, fresh.body['previous']], 'a walk that has seen no page').to.deep.equal([0, null]);
  });

  it('has-more-without-cursor', async () => {
    add({ kind: 'has-more-without-cursor' }, { times: 4 });
    expect((await openai(box(), USERS)).body).to.include({ has_more: true, last_id: null });
    const start = Math.floor(box().control.now().getTime() / 1000) - 86_400;
    expect((await openai(box(), `/organization/costs?start_time=${String(start)}`)).body).to.include({
      has_more: true,
      next_page: null,
    });
    expect((await cobo(box(), '/api/v1/api-keys')).body['meta']).to.include({ has_more: true, after: null });
    const page = await keygen(box(), '/users?page[cursor]=&page[size]=5');
    expect((page.body['links'] as Json)['next']).not.to.match(/cursor/);
  });

  it('foreign-next: the next page is said to be elsewhere', async () => {
    add({ kind: 'foreign-next', origin: 'https://evil.example' }, { times: 4 });
    expect((await keywordsai(box(), '/api/users/list/')).body['next']).to.equal(
      'https://evil.example/api/users/list/?page=2',
    );
    const page = await keygen(box(), '/users?page[cursor]=&page[size]=5');
    expect((page.body['links'] as Json)['next']).to.match(/^https:\/\/evil\.example\/keygen\/v1\/accounts\//);
    expect((await openai(box(), USERS)).body['last_id']).to.match(/^https:\/\/evil\.example/);
    expect(((await cobo(box(), '/api/v1/api-keys')).body['meta'] as Json)['after']).to.match(
      /^https:\/\/evil\.example/,
    );
  });

  it('empty-page-with-cursor: no items, everything else kept', async () => {
    const whole = await openai(box(), USERS);
    add({ kind: 'empty-page-with-cursor' });
    expect((await openai(box(), USERS)).body).to.deep.equal({ ...whole.body, data: [] });
  });

  it('drift: fields renamed, dropped, added and retyped, within arrays too', async () => {
    add({
      kind: 'drift',
      rename: { email: 'mail' },
      drop: ['role'],
      add: { team: 'core' },
      retype: { added_at: 'string' },
    });
    const [item] = itemsOf(await openai(box(), USERS));
    expect(item).to.include({ team: 'core' });
    expect(item).to.include.keys('mail').and.not.to.have.any.keys('email', 'role');
    expect(item?.['added_at']).to.match(/^\d+$/);
    add({ kind: 'drift', rename: { 'results.input_tokens': 'tokens_in' } });
    const start = Math.floor(box().control.now().getTime() / 1000) - 86_400;
    const [bucket] = itemsOf(
      await openai(box(), `/organization/usage/completions?start_time=${String(start)}`),
    );
    expect((bucket?.['results'] as Json[])[0])
      .to.include.keys('tokens_in')
      .and.not.to.have.any.keys('input_tokens');
  });

  it('insert and remove: the list changes just before the answer', async () => {
    const count = (): number => box().control.counts().openai.users;
    const first = await openai(box(), USERS);
    const before = count();
    add({ kind: 'insert' });
    const shifted = await openai(box(), USERS);
    expect(idsOf(itemsOf(shifted)).slice(1)).to.deep.equal(idsOf(itemsOf(first)).slice(0, 2));
    expect(count()).to.equal(before + 1);
    add({ kind: 'remove' });
    expect((await openai(box(), USERS)).text).to.equal(first.text);
    const keys = await keygen(box(), '/tokens?page[cursor]=&page[size]=5');
    const cursor = idsOf(itemsOf(keys))[4] ?? '';
    add({ kind: 'remove' });
    const gone = await keygen(box(), `/tokens?page[cursor]=${cursor}&page[size]=5`);
    expect(
      [itemsOf(gone).length, (gone.body['links'] as Json)['next']],
      'the cursor row is what was removed',
    ).to.deep.equal([0, null]);
  });

  it('success-false: a 200 that is an error', async () => {
    add({ kind: 'success-false' });
    const reply = await cobo(box(), '/api/v1/api-keys');
    expect([reply.status, reply.body['success'], 'result' in reply.body]).to.deep.equal([200, false, false]);
  });

  it('lying-count: the count alone is wrong', async () => {
    add({ kind: 'lying-count', count: 3 }, { times: 3 });
    const list = await keywordsai(box(), '/api/users/list/?page_size=5');
    expect([list.body['count'], itemsOf(list, 'results').length]).to.deep.equal([3, 5]);
    const page = await keygen(box(), '/users?page[number]=1&page[size]=5');
    expect(((page.body['links'] as Json)['meta'] as Json)['count']).to.equal(3);
    expect(((await cobo(box(), '/api/v1/api-keys?offset=0')).body['meta'] as Json)['total']).to.equal(3);
  });

  it('no-next: absent, or the text "null" (seen in the Respan examples)', async () => {
    add({ kind: 'no-next', form: 'absent' });
    expect((await keywordsai(box(), '/api/users/list/')).body).not.to.have.property('next');
    add({ kind: 'no-next', form: 'string-null' });
    expect((await keywordsai(box(), '/api/users/list/')).body['next']).to.equal('null');
    add({ kind: 'no-next', form: 'absent' });
    expect((await keygen(box(), '/users?page[cursor]=')).body['links']).to.have.all.keys('self');
  });
});

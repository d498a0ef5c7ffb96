import { get } from 'node:http';
import { expect } from 'chai';
import { PROVIDERS } from '../../src/providers/names.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { keygenThrottle } from '../../src/sandbox/keygen/throttle.js';
import { boxFor, ask, cobo, keygen, keywordsai, openai, type Json } from './support.js';

async function replies(box: Sandbox): Promise<string[]> {
  const start = Math.floor(box.control.now().getTime() / 1000) - 86_400;
  const all = [
    await openai(box, '/organization/projects'),
    await openai(box, '/organization/users?limit=100'),
    await openai(box, '/organization/admin_api_keys'),
    await openai(box, `/organization/usage/completions?start_time=${String(start)}&group_by=api_key_id`),
    await openai(box, `/organization/costs?start_time=${String(start)}`),
    await keygen(box, '/licenses?page[cursor]=&page[size]=100'),
    await keygen(box, '/policies?page[number]=1&page[size]=100'),
    await keygen(box, '/nothing'),
    await keywordsai(box, '/api/users/list/'),
    await keywordsai(box, '/api/users/'),
    await cobo(box, '/api/v1/api-keys'),
    await cobo(box, '/api/v1/principals'),
    await keywordsai(box, '/api/request-logs/list/', { method: 'POST', body: '{}' }),
    await keywordsai(box, '/api/traces/list/'),
    await keywordsai(box, '/api/scores/'),
    await cobo(box, '/api/v1/recipes/pact-templates'),
  ];
  return all.map(({ text }) => text.replaceAll(box.origin, ''));
}

async function once(
  options: Parameters<typeof startSandbox>[0],
  use: (box: Sandbox) => Promise<unknown>,
): Promise<void> {
  const box = await startSandbox({ scale: 0.05, ...options });
  try {
    await use(box);
  } finally {
    await box.close();
  }
}

describe('sandbox', () => {
  const box = boxFor();

  it('gives byte-equal replies for the same seed, also after the same ticks, and others for another', async () => {
    const read = async (seed: number): Promise<string[]> => {
      const found: string[] = [];
      await once({ seed }, async (one) => {
        found.push(...(await replies(one)));
        one.control.tick(25);
        found.push(...(await replies(one)));
      });
      return found;
    };
    const first = await read(3);
    expect(await read(3)).to.deep.equal(first);
    const other = await read(4);
    expect(first.filter((text) => other.includes(text)).length).to.be.lessThan(3);
  });

  it('lists do not depend on when they are first looked at', async () => {
    const read = async (backwards: boolean): Promise<Record<string, unknown>> => {
      const found: Record<string, unknown> = {};
      await once({ seed: 3 }, (one) => {
        if (!backwards) one.control.counts();
        one.control.tick(25);
        for (const provider of ['keywordsai', 'cobo'] as const) {
          const customer = provider === 'cobo' ? 'principals' : 'users';
          one.control.remove(provider, customer);
          const lists = Object.keys(one.control.counts()[provider]);
          for (const list of backwards ? lists.reverse() : lists)
            found[`${provider}.${list}`] = one.control.items(provider, list as never);
        }
        return Promise.resolve();
      });
      return found;
    };
    expect(await read(true)).to.deep.equal(await read(false));
  });

  it('has the sizes that make every list page', async () => {
    await once({ scale: 1 }, (full) => {
      const { openai: o, keygen: k, keywordsai: w, cobo: c } = full.control.counts();
      expect(o).to.include({ projects: 45, users: 260, adminApiKeys: 130 });
      expect(o['projects.apiKeys']).to.be.within(2500, 3500);
      expect(k).to.include({ users: 1500, licenses: 1200, machines: 1600, tokens: 700 });
      expect(w).to.include({ users: 2550, 'users.prod': 2300, 'users.test': 250, prompts: 120 });
      expect(c).to.include({ apiKeys: 900, principals: 450, 'wallets.transactions': 1500 });
      return Promise.resolve();
    });
  });

  it('serves all on one port under prefixes, or each on a port of its own', async () => {
    expect(new Set(Object.values(box().origins)).size).to.equal(1);
    expect(box().keygen.baseUrl).to.equal(`${box().origin}/keygen/v1`);
    await once({ layout: 'ports' }, async (apart) => {
      expect(new Set(Object.values(apart.origins)).size).to.equal(PROVIDERS.length);
      expect(apart.openai.baseUrl).to.equal(`${apart.origins.openai}/v1`);
      const first = await keygen(apart, '/users?page[cursor]=&page[size]=2');
      expect(String((first.body['links'] as Json)['next'])).to.match(/^\/v1\/accounts\//);
      for (const reply of [
        await openai(apart, '/organization/users'),
        await keywordsai(apart, '/api/users/list/'),
        await cobo(apart, '/api/v1/api-keys'),
      ]) {
        expect(reply.status).to.equal(200);
      }
    });
  });

  it('listens on loopback only', () => {
    for (const origin of Object.values(box().origins)) expect(new URL(origin).hostname).to.equal('127.0.0.1');
  });

  it('logs each request as it arrived', async () => {
    box().control.clearRequests();
    await keygen(box(), '/users?roles[]=admin&roles%5B%5D=user&limit=2');
    const [seen] = box().control.requests();
    expect(seen).to.include({ provider: 'keygen', method: 'GET', status: 200, aborted: false });
    expect(seen?.path).to.equal(`/v1/accounts/${box().keygen.account}/users`);
    expect(seen?.query).to.deep.equal([
      ['roles[]', 'admin'],
      ['roles[]', 'user'],
      ['limit', '2'],
    ]);
    expect(seen?.headers['authorization']).to.equal(`Bearer ${box().keygen.token}`);
    expect(seen?.at).to.be.at.least(0);
  });

  it('stands still until it is ticked; a tick moves the clock, creates one credential and removes another', async () => {
    await once({ tickSeconds: 90 }, (one) => {
      const began = one.control.now().getTime();
      expect(new Date(began).toISOString()).to.equal('2026-01-15T12:00:00.000Z');
      const ids = (): Set<string> =>
        new Set(
          [
            ...one.control.items('openai', 'projects.apiKeys'),
            ...one.control.items('openai', 'adminApiKeys'),
            ...one.control.items('keygen', 'tokens'),
            ...one.control.items('cobo', 'apiKeys').filter((key) => key['is_revoked'] === false),
          ].map(({ id }) => String(id)),
        );
      for (let tick = 1; tick <= 8; tick += 1) {
        const before = ids();
        one.control.tick();
        const after = ids();
        expect([...after].filter((id) => !before.has(id)).length, `created in tick ${String(tick)}`).to.equal(
          1,
        );
        expect([...before].filter((id) => !after.has(id)).length, `gone in tick ${String(tick)}`).to.equal(1);
      }
      expect(one.control.now().getTime()).to.equal(began + 8 * 90_000);
      return Promise.resolve();
    });
  });

  it('a never-used key is used for the first time now and then', async () => {
    await once({}, (one) => {
      const unused = (): number =>
        one.control.items('openai', 'projects.apiKeys').filter((key) => key['last_used_at'] === null).length;
      one.control.tick(4);
      const before = unused();
      one.control.tick(1);
      expect(unused()).to.be.lessThan(before + 1);
      return Promise.resolve();
    });
  });

  it('spending jumps now and then: more in a minute than in that hour of the day before', async () => {
    await once({}, async (one) => {
      const end = Math.floor(one.control.now().getTime() / 1000) + 7 * 60;
      const read = async (range: string): Promise<Map<string, number>> => {
        const { body } = await openai(one, `/organization/usage/completions?${range}&group_by=api_key_id`);
        const rows = (body['data'] as { results: Json[] }[]).flatMap(({ results }) => results);
        return new Map(rows.map((row) => [String(row['api_key_id']), Number(row['num_model_requests'])]));
      };
      one.control.tick(7);
      const minute = await read(`start_time=${String(end - 60)}&end_time=${String(end)}&bucket_width=1m`);
      const noon = end - 7 * 60 - 86_400;
      const hour = await read(`start_time=${String(noon)}&end_time=${String(noon + 3600)}&bucket_width=1h`);
      const jumped = [...minute].filter(
        ([key, requests]) => requests > (hour.get(key) ?? Number.POSITIVE_INFINITY),
      );
      expect(jumped).to.have.length(1);
    });
  });

  it('ticks by itself only when told to', async () => {
    await once({ tickMs: 1 }, async (one) => {
      const began = one.control.now().getTime();
      for (let turns = 0; turns < 100_000 && one.control.now().getTime() === began; turns += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(one.control.now().getTime()).to.be.greaterThan(began);
    });
  });

  it('keeps the process alive unless told not to', async () => {
    const open = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    const before = open();
    await once({}, () => Promise.resolve(expect(open()).to.equal(before + 1)));
    for (let turns = 0; turns < 1000 && open() > before; turns += 1)
      await new Promise((resolve) => setImmediate(resolve));
    await once({ unref: true }, () => Promise.resolve(expect(open()).to.equal(before)));
  });

  it('answers the control under no host name but those of the loopback (DNS rebinding)', async () => {
    const { port } = new URL(box().origin);
    const status = await new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, path: '/_control', headers: { host: 'evil.example' } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      }).on('error', reject);
    });
    expect(status).to.equal(403);
  });

  it('turns a change that cannot be made into a 500 rather than ending the process', async () => {
    box().control.faults.add({ fault: { kind: 'insert' } });
    const reply = await openai(box(), '/organization/projects/proj_nobody/api_keys');
    expect([reply.status, reply.body['error']]).to.deep.equal([
      500,
      'sandbox: Error: the sandbox has no project proj_nobody',
    ]);
  });

  it('inserts and removes on demand, into a parent where the list has one', async () => {
    await once({}, (one) => {
      const [project] = one.control.items('openai', 'projects');
      const key = one.control.insert('openai', 'projects.apiKeys', String(project?.['id']));
      expect(one.control.items('openai', 'projects.apiKeys')[0]?.['id']).to.equal(key);
      for (const [provider, list] of [
        ['openai', 'projects'],
        ['openai', 'users'],
        ['openai', 'adminApiKeys'],
        ['keygen', 'users'],
        ['keygen', 'licenses'],
        ['keygen', 'machines'],
        ['keygen', 'tokens'],
        ['keygen', 'policies'],
        ['keygen', 'policies.entitlements'],
        ['keywordsai', 'users.prod'],
        ['keywordsai', 'users.test'],
        ['cobo', 'apiKeys'],
        ['cobo', 'principals'],
      ] as const) {
        const count = (): number => (one.control.counts()[provider] as Record<string, number>)[list] ?? -1;
        const before = count();
        const id = one.control.insert(provider, list);
        expect(count(), list).to.equal(before + 1);
        expect(one.control.remove(provider, list, id), list).to.equal(id);
        expect(count(), list).to.equal(before);
        expect(one.control.remove(provider, list, 'nobody'), list).to.equal(undefined);
      }
      return Promise.resolve();
    });
  });

  it('can be driven over HTTP by other processes', async () => {
    const control = (method: string, path: string, body?: unknown) =>
      ask(
        `${box().origin}/_control${path}`,
        {},
        { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
      );
    expect((await control('GET', '')).body['counts']).to.deep.equal(box().control.counts());
    const before = box().control.now().getTime();
    expect((await control('POST', '/tick', { n: 3 })).status).to.equal(200);
    expect(box().control.now().getTime()).to.equal(before + 180_000);
    const added = await control('POST', '/faults', {
      provider: 'cobo',
      times: null,
      fault: { kind: 'status', status: 418 },
    });
    expect([
      added.status,
      (await cobo(box(), '/api/v1/api-keys')).status,
      (await cobo(box(), '/api/v1/api-keys')).status,
    ]).to.deep.equal([201, 418, 418]);
    expect((await control('GET', '/faults')).body['faults']).to.have.length(1);
    expect((await control('DELETE', `/faults/${String(added.body['id'])}`)).status).to.equal(200);
    expect((await cobo(box(), '/api/v1/api-keys')).status).to.equal(200);
    expect((await control('DELETE', '/faults')).status).to.equal(200);
    expect(((await control('GET', '/requests')).body['requests'] as unknown[]).length).to.equal(
      box().control.requests().length,
    );
    await control('DELETE', '/requests');
    expect(box().control.requests()).to.deep.equal([]);
    expect((await control('POST', '/faults', {})).status).to.equal(400);
    expect((await control('POST', '/tick', [])).status).to.equal(400);
    expect((await control('GET', '/nothing')).status).to.equal(404);
  });

  it('close ends open sockets at once, may be called twice, and frees the port', async () => {
    const one = await startSandbox({ scale: 0.05, tickMs: 60_000 });
    one.control.faults.add({ fault: { kind: 'stall', afterBytes: 1 }, times: 1 });
    one.control.faults.add({ fault: { kind: 'latency', ms: 60_000 }, skip: 1 });
    const left = Promise.allSettled([openai(one, '/organization/users'), openai(one, '/organization/users')]);
    while (one.control.requests().length < 2) await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([one.close(), one.close()]);
    expect((await left).map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    const port = Number(new URL(one.origin).port);
    await once({ port }, (again) => {
      expect(again.origin).to.equal(one.origin);
      return Promise.resolve();
    });
  });

  it('leaves no handle behind', async () => {
    const open = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    const before = open();
    const one = await startSandbox({ scale: 0.05, layout: 'ports', tickMs: 60_000 });
    expect(open()).to.be.at.least(before + 4);
    await one.close();
    for (let turns = 0; turns < 1000 && open() > before; turns += 1)
      await new Promise((resolve) => setImmediate(resolve));
    expect(open()).to.be.at.most(before);
  });

  it('rejects where a port is taken or an option makes no sense', async () => {
    const refused = (options: Parameters<typeof startSandbox>[0]): Promise<string> =>
      startSandbox({ scale: 0.05, ...options }).then(
        (one) => one.close().then(() => 'started'),
        (error: unknown) => (error as Error).name,
      );
    expect(await refused({ port: Number(new URL(box().origin).port) })).to.equal('Error');
    expect(await refused({ scale: 0 })).to.equal('RangeError');
    expect(await refused({ now: new Date(Number.NaN) })).to.equal('RangeError');
    const wrong: readonly object[] = [
      ...[-1, Number.NaN, Number.POSITIVE_INFINITY, 1001, '1'].map((scale) => ({ scale })),
      ...[0, 0.5, -1, 3e9, '5'].map((tickMs) => ({ tickMs })),
      ...[0, -60, Number.NaN, 1e300].map((tickSeconds) => ({ tickSeconds })),
      ...[-1, 65_536, 1.5, '80'].map((port) => ({ port })),
      ...[1.5, Number.NaN, '7'].map((seed) => ({ seed })),
      ...['2026-01-15', new Date('9999-12-31').getTime(), new Date(8.64e15)].map((now) => ({ now })),
      ...[
        { layout: 'tree' },
        { amounts: 7 },
        { temporaryKeys: [] },
        { cors: '*' },
        { unref: 1 },
        { rateLimits: 0 },
      ],
    ];
    for (const options of wrong)
      expect(await refused(options), JSON.stringify(options)).to.equal('RangeError');
    expect(await refused({ tickMs: undefined, cors: undefined, port: undefined } as object)).to.equal(
      'started',
    );
  });

  it('throttles Keygen by fixed windows of real time, with Retry-After until the window ends', () => {
    let now = 1_768_478_400_000;
    const throttle = keygenThrottle(true, () => now);
    for (let sent = 0; sent < 600; sent += 1) expect(throttle().allowed).to.equal(true);
    now += 18_000;
    const { allowed, headers } = throttle();
    expect(allowed).to.equal(false);
    expect(headers).to.include({
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': '1768478430',
      'Retry-After': '12',
    });
    now += 12_000;
    expect(throttle().allowed).to.equal(true);
    expect(keygenThrottle(false)()).to.deep.equal({ allowed: true, headers: {} });
  });
});

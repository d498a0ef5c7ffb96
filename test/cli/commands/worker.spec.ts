import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { connectMonitor } from '../../../src/monitor/index.js';
import { WebSocket } from 'ws';
import { cli, type Ran, type RunConfig } from '../support.js';
import { redisForSuite, until } from '../../cluster/support/redis.js';
import { fakeRedis } from '../../cluster/support/fake-redis.js';
import { Accounts } from '../../cluster/support/server.js';
import { NEVER_MS } from '../../support/patience.js';

const CONFIG = fileURLToPath(new URL('../../cluster/support/config.ts', import.meta.url));
const PASSWORD = 'pw-canary-19cd';

describe('headwater worker, and headwater monitor with a configuration', () => {
  const redis = redisForSuite({ args: ['--requirepass', PASSWORD] });
  const accounts = new Accounts();
  const old = fakeRedis({ version: '6.2.14', policy: 'noeviction' });
  const evicting = fakeRedis({ version: '7.2.4', policy: 'allkeys-lru' });
  let folder = '';
  let modules = 0;
  /** The path of a module. */
  const moduleOf = (text: string): string => {
    modules += 1;
    const path = join(folder, `config${String(modules)}.mjs`);
    writeFileSync(path, text);
    return path;
  };
  const stops: AbortController[] = [];
  const running: Promise<Ran>[] = [];
  const address = (password = PASSWORD): string => redis.url.replace('redis://', `redis://:${password}@`);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headwater-config-'));
    await Promise.all([accounts, old, evicting].map((each) => each.start()));
    process.env['ACCOUNTS_URL'] = accounts.url;
  });
  after(async () => {
    delete process.env['ACCOUNTS_URL'];
    rmSync(folder, { recursive: true, force: true });
    await Promise.all([accounts, old, evicting].map((each) => each.stop()));
  });
  afterEach(async () => {
    await end(143);
  });

  const start = (args: readonly string[], config: RunConfig = {}): Promise<Ran> => {
    const stop = new AbortController();
    stops.push(stop);
    const run = cli(args, { ...config, stop });
    running.push(run);
    return run;
  };
  const end = async (code: number): Promise<readonly Ran[]> => {
    const { Stopped } = await import('../../../src/cli/exit.js');
    for (const stop of stops.splice(0)) stop.abort(new Stopped(code));
    return Promise.all(running.splice(0));
  };
  /** Resolves to the address that a monitor prints. */
  const serving = (args: readonly string[]): Promise<string> =>
    new Promise((resolve) => {
      const until = (out: string): boolean => {
        const url = /http:\S+/.exec(out)?.[0];
        if (url !== undefined) resolve(url);
        return false;
      };
      void start(['monitor', '--port', '0', '--no-screen', ...args], { until });
    });
  const keysAt = async (url: string): Promise<readonly string[]> => {
    const remote = connectMonitor(url.replace('http:', 'ws:'), { WebSocket });
    try {
      const table = await firstValueFrom(
        remote.credentials().pipe(
          filter(({ rows }) => rows.length === 6),
          timeout(NEVER_MS),
        ),
      );
      return table.rows.map(({ id }) => id).sort();
    } finally {
      remote.close();
    }
  };
  const all = (): readonly string[] =>
    ['acme', 'beta'].flatMap((name) => accounts.idsOf(name, 'keys')).sort();

  it('workers read, a monitor serves what they read; both end on SIGTERM, a worker with 0; no password is printed', async () => {
    void start(['worker', '--redis', address(), '--config', CONFIG]);
    void start(['worker', '--redis', '--config', CONFIG], { env: { REDIS_URL: address() } });
    const url = await serving(['--redis', address(), '--config', CONFIG]);
    expect(await keysAt(url)).to.deep.equal(all());
    const ran = await end(143);
    expect(ran.map(({ code }) => code)).to.deep.equal([0, 0, 143]);
    expect(ran.map(({ err }) => err).join('')).to.include('headwater: working');
    expect(JSON.stringify(ran)).to.not.include('canary');
  });

  it('a worker that is ended in the middle of a walk ends at once, with 0; the walk goes on elsewhere', async () => {
    // No request is answered: a worker that waited for one would not end.
    accounts.answer(0);
    const asked = accounts.log.length;
    const args = ['worker', '--redis', address(), '--config', CONFIG, '--prefix', 'walk'];
    void start(args);
    await until(() => accounts.log.length > asked, 'a request is under way');
    expect((await end(143)).map(({ code }) => code)).to.deep.equal([0]);
    accounts.answerAll();
    void start(args);
    expect(await keysAt(await serving(['--redis', address(), '--prefix', 'walk']))).to.deep.equal(all());
  });

  it('what names() and load() fail with is said with where, and the other accounts are read', async () => {
    let err = '';
    const onErr = (text: string): void => {
      err = text;
    };
    const stop = new AbortController();
    stops.push(stop);
    const broken = fileURLToPath(new URL('../../cluster/support/broken-config.ts', import.meta.url));
    running.push(
      cli(['worker', '--redis', address(), '--config', broken, '--prefix', 'broken'], { stop, onErr }),
    );
    await until(
      () => err.includes("headwater: gamma: sources.load('gamma') failed: no such secret"),
      'load()',
    );
    expect(err).to.include('headwater: sources.names() failed: the database is away');
    expect(await keysAt(await serving(['--redis', address(), '--prefix', 'broken']))).to.deep.equal(all());
  });

  it('the same configuration serves a monitor on one machine, without Redis', async () => {
    const asked = accounts.met('acme').length;
    expect(await keysAt(await serving(['--config', CONFIG]))).to.deep.equal(all());
    expect(accounts.met('acme').length).to.be.above(asked);
  });

  const refused: readonly [what: string, args: () => readonly string[], words: RegExp, code: number][] = [
    ['no address', () => ['worker', '--config', CONFIG], /no Redis server was named.*--redis/, 1],
    [
      'an address that is none',
      () => ['worker', '--redis', 'localhost:6379', '--config', CONFIG],
      /rediss:\/\//,
      1,
    ],
    [
      'a wrong password',
      () => ['worker', '--redis', address('wrong-canary-3'), '--config', CONFIG],
      /refused the user or the password/,
      1,
    ],
    [
      'nobody there',
      () => ['monitor', '--port', '0', '--no-screen', '--redis', 'redis://127.0.0.1:1'],
      /^headwater: the Redis server at \S+127\.0\.0\.1:1 cannot be reached/m,
      3,
    ],
    [
      'no configuration',
      () => ['worker', '--redis', address(), '--config', 'none.mjs'],
      /^headwater: there is no file none\.mjs\. Give the path/m,
      1,
    ],
    [
      'a configuration with an error',
      () => ['worker', '--redis', address(), '--config', moduleOf('throw new Error("no ACME_KEY")')],
      /cannot be loaded: no ACME_KEY/,
      1,
    ],
    [
      'a configuration without a default export',
      () => ['worker', '--redis', address(), '--config', moduleOf('export const sources = []')],
      /has no object as its default export\. Export `default \{ sources/,
      1,
    ],
    [
      'the same of a monitor',
      () => ['monitor', '--no-screen', '--redis', address(), '--config', moduleOf('export default {}')],
      /has no sources\. Export `default/,
      1,
    ],
    [
      'a server of version 6',
      () => ['worker', '--redis', old.url, '--config', CONFIG],
      /has version 6\.2\.14, and 7\.0 or later is needed.*Use a newer server/,
      1,
    ],
    [
      'the same of a monitor',
      () => ['monitor', '--no-screen', '--redis', old.url],
      /has version 6\.2\.14/,
      1,
    ],
    [
      'a server that evicts keys',
      () => ['worker', '--redis', evicting.url, '--config', CONFIG],
      /maxmemory-policy allkeys-lru.*Set `maxmemory-policy noeviction`/,
      1,
    ],
  ];
  for (const [what, args, words, code] of refused)
    it(`says what is wrong and what to do: ${what}`, async () => {
      const ran = await cli(args());
      expect(ran.err).to.match(words);
      expect(ran.code).to.equal(code);
      expect(ran.err).to.not.include('canary');
    });
});

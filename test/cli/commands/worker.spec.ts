import { expect } from 'chai';
import { fileURLToPath } from 'node:url';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { connectMonitor } from '../../../src/monitor/index.js';
import { WebSocket } from 'ws';
import { cli, type Ran, type RunConfig } from '../support.js';
import { redisForSuite } from '../../cluster/support/redis.js';
import { Accounts } from '../../cluster/support/server.js';

const CONFIG = fileURLToPath(new URL('../../cluster/support/config.ts', import.meta.url));
const PASSWORD = 'pw-canary-19cd';

describe('headwater worker, and headwater monitor with a configuration', () => {
  const redis = redisForSuite({ args: ['--requirepass', PASSWORD] });
  const accounts = new Accounts();
  const stops: AbortController[] = [];
  const running: Promise<Ran>[] = [];
  const address = (password = PASSWORD): string => redis.url.replace('redis://', `redis://:${password}@`);

  before(async () => {
    await accounts.start();
    process.env['ACCOUNTS_URL'] = accounts.url;
  });
  after(async () => {
    delete process.env['ACCOUNTS_URL'];
    await accounts.stop();
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
          timeout(20_000),
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
      /127\.0\.0\.1:1 cannot be reached/,
      3,
    ],
    [
      'no configuration',
      () => ['worker', '--redis', address(), '--config', 'none.mjs'],
      /none\.mjs cannot be loaded/,
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

import { expect } from 'chai';
import { ensureRedis, findRedis, startRedis } from '../../scripts/lib/redis.mjs';

describe('the Redis server of the cluster tests', () => {
  const cases: readonly {
    readonly why: string;
    readonly env: Readonly<Record<string, string>>;
    readonly there: readonly string[];
    readonly found: string | undefined;
  }[] = [
    {
      why: 'what REDIS_SERVER names',
      env: { REDIS_SERVER: '/opt/r' },
      there: ['/opt/r', '/usr/bin/redis-server'],
      found: '/opt/r',
    },
    {
      why: 'the first on the PATH',
      env: { PATH: '/a::/b' },
      there: ['/b/redis-server', '/usr/bin/redis-server'],
      found: '/b/redis-server',
    },
    { why: "Debian's", env: {}, there: ['/usr/bin/redis-server'], found: '/usr/bin/redis-server' },
    { why: 'none', env: { PATH: '/a' }, there: [], found: undefined },
  ];
  for (const { why, env, there, found } of cases) {
    it(why, () => expect(findRedis(env, (path: string) => there.includes(path))).to.equal(found));
  }

  it('never takes another than REDIS_SERVER names', () => {
    expect(() =>
      findRedis({ REDIS_SERVER: '/typo' }, (path: string) => path === '/usr/bin/redis-server'),
    ).to.throw('REDIS_SERVER is /typo');
  });

  const ensure = async (isRoot: boolean, codes: readonly number[], appears: boolean) => {
    const ran: string[] = [];
    const left = [...codes];
    const config = {
      isRoot,
      find: () => (appears && ran.length === 2 ? '/usr/bin/redis-server' : undefined),
      execute: (command: string, args: readonly string[]) => {
        ran.push([command, args[0] ?? '', args.at(-1) ?? ''].join(' '));
        return Promise.resolve({ code: left.shift() ?? 0, stdout: '', output: 'E: no network' });
      },
    };
    const outcome: string = await ensureRedis(config).catch((error: unknown) => (error as Error).message);
    return { ran, outcome };
  };

  it('installs it as root, and says what to install otherwise', async () => {
    const [root, user] = [await ensure(true, [], true), await ensure(false, [], true)];
    expect(root).to.deep.equal({
      ran: ['apt-get update -qq', 'apt-get install redis-server'],
      outcome: '/usr/bin/redis-server',
    });
    expect(user.ran).to.deep.equal([]);
    expect(user.outcome).to.contain('apt-get install redis-server');
  });

  it('fails with what apt-get said, and where nothing came of it', async () => {
    expect((await ensure(true, [100], true)).outcome).to.contain('apt-get update failed:\nE: no network');
    expect((await ensure(true, [], false)).outcome).to.contain('it was not found');
  });

  it('starts one on a free port, and starts it again on the same', async () => {
    const redis = await startRedis();
    try {
      await redis.restart();
      expect(redis.url).to.equal(`redis://127.0.0.1:${String(redis.port)}`);
    } finally {
      await redis.stop();
    }
  });

  it('fails with what the server said where it does not start', async () => {
    const error: unknown = await startRedis({ args: ['--no-such-setting', '1'] }).catch(
      (reason: unknown) => reason,
    );
    expect((error as Error).message).to.contain('redis-server did not start');
  });
});

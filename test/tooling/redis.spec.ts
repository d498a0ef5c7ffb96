import { expect } from 'chai';
import { startRedis } from '../../scripts/lib/redis.mjs';

describe('the Redis server of the cluster tests', () => {
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

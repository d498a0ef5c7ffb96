import { expect } from 'chai';
import { redisJournal } from '../../src/cluster/index.js';
import { ConfigError } from '../../src/http/errors.js';
import type { JournalFault } from '../../src/node/index.js';
import { redisForSuite } from './support/redis.js';
import { baseline, entries, heldBy, keepsAJournal } from '../support/journal-laws.js';

describe('redisJournal', () => {
  const server = redisForSuite();
  let serial = 0;
  let faults: JournalFault[] = [];
  beforeEach(() => {
    serial += 1;
    faults = [];
  });
  const key = (): string => `j${String(serial)}`;
  const at = (part: string): string => `headwater:journal:{${key()}}:${part}`;
  const open = () =>
    redisJournal({ redis: server.connect(), key: key(), onFault: (fault) => faults.push(fault) });
  const read = () => heldBy(open());

  keepsAJournal(open, () => faults);

  it('a baseline takes the place of the one before, and of the entries that it holds', async () => {
    const journal = open();
    await journal.append(entries(1, 2));
    await journal.save(baseline(1));
    expect((await read()).seqs).to.deep.equal([2]);
    const next = open();
    await next.save(baseline(2, 3000));
    await next.append(entries(3));
    expect(await read()).to.deep.equal({ lines: baseline(2, 3000), seqs: [3] });
    expect(await open().head()).to.deep.equal(baseline(2)[0]);
  });

  it('a second writer takes over: the first one writes no more', async () => {
    const first = open();
    await first.append(entries(1));
    const second = open();
    await second.load();
    for (const refused of [first.append(entries(2)), first.save(baseline(2))]) {
      const error: unknown = await refused.catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(ConfigError);
    }
    expect(faults.map(({ kind }) => kind)).to.deep.equal(['failed']);
    await second.append(entries(2));
    expect((await read()).seqs).to.deep.equal([1, 2]);
  });

  it('an entry that something else changed is left out and named', async () => {
    const redis = server.connect();
    await open().append(entries(1, 2, 3));
    const [, line = ''] = await redis.zrange(at('log'), '0', '-1');
    for (const damaged of [line.slice(0, -4), line.replace('12:00', '13:00'), '']) {
      faults = [];
      await redis.zremrangebyscore(at('log'), '2', '2');
      await redis.zadd(at('log'), '2', damaged);
      expect((await read()).seqs).to.deep.equal([1, 3]);
      expect(faults).to.deep.equal([{ kind: 'damaged', path: at('log'), line: 2 }]);
    }
  });

  it('a baseline that lacks a part, or was changed, is moved aside, never half used', async () => {
    const redis = server.connect();
    const spoil: readonly (() => Promise<unknown>)[] = [
      () => redis.rpop(at('baseline')),
      () => redis.lpop(at('baseline')),
      () => redis.lset(at('baseline'), 0, '{"type":"head"}\n'),
    ];
    for (const spoiled of spoil) {
      faults = [];
      await open().save(baseline(1, 3000));
      await spoiled();
      expect((await read()).lines).to.equal(undefined);
      expect(faults).to.deep.equal([{ kind: 'damaged', path: at('baseline.damaged') }]);
    }
  });

  it('a baseline whose writer was killed is noticed, and the one before it counts', async () => {
    await open().save(baseline(1));
    await server.connect().rpush(at('baseline.next'), 'half');
    expect((await read()).lines).to.deep.equal(baseline(1));
    expect(faults).to.deep.equal([{ kind: 'torn', path: at('baseline.next') }]);
    faults = [];
    await read();
    expect(faults).to.deep.equal([]);
  });

  it('what was appended is there after Redis was killed', async () => {
    const journal = open();
    await journal.save(baseline(1));
    await journal.append(entries(2));
    await server.restart();
    await journal.append(entries(3));
    expect(await read()).to.deep.equal({ lines: baseline(1), seqs: [2, 3] });
  });

  it('an empty key is refused at once', () => {
    expect(() => redisJournal({ redis: server.connect(), key: '' })).to.throw(ConfigError);
  });
});

import { expect } from 'chai';
import { redisJournal } from '../../src/cluster/index.js';
import { ConfigError } from '../../src/http/errors.js';
import type { BaselineLine, JournalEntry } from '../../src/monitor/index.js';
import type { JournalFault } from '../../src/node/index.js';
import { redisForSuite } from './support/redis.js';

const entry = (seq: number): JournalEntry => ({
  seq,
  at: '2026-11-28T12:00:00.000Z',
  changes: [
    {
      position: `e.${String(seq)}`,
      at: '2026-11-28T12:00:00.000Z',
      kind: 'created',
      text: `Key ${String(seq)}: naïve “key”\n`,
    },
  ],
});

const entries = (...seqs: readonly number[]): readonly JournalEntry[] => seqs.map(entry);

const baseline = (seq: number, bulk = 0): readonly BaselineLine[] => [
  { type: 'head', version: 1, at: '2026-11-28T12:00:00.000Z', seq, epoch: 'e', n: seq, overview: {} },
  { type: 'settled', keys: ['ä', '\u2028'] },
  ...Array.from({ length: bulk }, (_, at) => ({ type: 'record', at, text: 'x'.repeat(1000) })),
];

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
  const read = async () => {
    const { baseline: lines, entries: rest } = await open().load();
    return { lines: lines === undefined ? undefined : [...lines], seqs: [...rest].map(({ seq }) => seq) };
  };

  it('is empty where nothing was written', async () => {
    expect(await read()).to.deep.equal({ lines: undefined, seqs: [] });
    expect(await open().head()).to.equal(undefined);
  });

  it('returns the entries as they were appended, over several processes', async () => {
    const first = open();
    await first.append(entries(1, 2));
    await first.append(entries(3));
    await first.append([]);
    const second = open();
    await second.load();
    await second.append(entries(10, 11));
    expect([...(await open().load()).entries]).to.deep.equal(entries(1, 2, 3, 10, 11));
    expect(faults).to.deep.equal([]);
  });

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

  it('the lines of a baseline are read before save returns: the index goes on changing', async () => {
    let isRead = false;
    const lines = function* () {
      yield* baseline(1);
      isRead = true;
    };
    const saving = open().save(lines());
    expect(isRead).to.equal(true);
    await saving;
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

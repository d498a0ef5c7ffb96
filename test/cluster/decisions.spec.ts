import { expect } from 'chai';
import { judgeScheduler } from '../../src/cluster/sync.js';
import { retryAfter } from '../../src/cluster/polls.js';
import type { PollOutcome } from '../../src/cluster/poll.js';
import { parseStored, storedParts } from '../../src/cluster/stored.js';
import { SourceBook } from '../../src/monitor/collector/source-book.js';
import { schedulerId } from '../../src/cluster/keys.js';
import type { FeedRecord } from '../../src/records/index.js';
import { FakeFeed, fakeSource } from '../monitor/support/fake-source.js';
import { DAY, MINUTE, NOON, SECOND } from '../monitor/support/clock.js';
import { cost, credential } from '../monitor/support/records.js';

const done = (type: 'read' | 'failed' | 'lost' | 'stopped'): PollOutcome => ({
  type,
  lateMs: 0,
  resumed: false,
  fault: undefined,
});

describe('decisions of a worker', () => {
  const jobs: readonly [what: string, outcome: PollOutcome, job: object, retryMs: number | undefined][] = [
    ['a reading that ended', done('read'), {}, undefined],
    ['one that failed waits for its time', done('failed'), {}, undefined],
    ['one that another worker took over', done('lost'), {}, undefined],
    ['one that was stopped goes on at once elsewhere', done('stopped'), {}, 0],
    ['a tick that came too early', { type: 'early' }, {}, undefined],
    ['a tick of a feed that is being read', { type: 'busy', retryMs: 4000 }, {}, undefined],
    [
      'a tick that a death interrupted waits for the lease',
      { type: 'busy', retryMs: 4000 },
      { stalledCounter: 1 },
      4001,
    ],
    ['and gives up', { type: 'busy', retryMs: 4000 }, { stalledCounter: 1, attemptsStarted: 6 }, undefined],
    ['a source that reads enough others', { type: 'full', retryMs: 600 }, { attemptsStarted: 2 }, 600],
    ['until the next tick takes over', { type: 'full', retryMs: 600 }, { attemptsStarted: 100 }, undefined],
  ];
  for (const [what, outcome, job, retryMs] of jobs)
    it(`asks again: ${what}`, () => {
      const data = { source: 'acme', feed: 'keys', every: MINUTE };
      expect(retryAfter(outcome, { stalledCounter: 0, attemptsStarted: 1, data, ...job })).to.equal(retryMs);
    });

  const schedulers: readonly [what: string, dueAt: number, state: string][] = [
    ['due within its interval', NOON + MINUTE, 'fine'],
    ['due now', NOON, 'fine'],
    ['late, as under load', NOON - 30 * SECOND, 'fine'],
    ['late by minutes', NOON - 3 * MINUTE, 'perhaps lost'],
    ['set by a clock that is five minutes ahead', NOON + 6 * MINUTE, 'ahead'],
  ];
  for (const [what, dueAt, state] of schedulers)
    it(`judges a scheduler that is ${what}`, () => {
      expect(judgeScheduler(dueAt, MINUTE, NOON)).to.equal(state);
    });

  it('ids of schedulers have no colon, and no two feeds have one', () => {
    const ids = [
      ['openai:acme', 'costs'],
      ['openai', 'acme/costs'],
      ['openai%3Aacme', 'costs'],
      ['openai acme', 'costs:day'],
    ].map(([source = '', feed = '']) => schedulerId(source, feed));
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.join()).to.not.include(':');
  });

  const reading = new Date(NOON).toISOString();
  const records: readonly [what: string, record: FeedRecord][] = [
    ['a key', credential('k1', { observedAt: reading, name: 'naïve “key”\n' })],
    [
      'one that was seen at another time',
      credential('k1', { observedAt: new Date(NOON - DAY).toISOString() }),
    ],
    ['a cost', { ...cost(NOON - DAY, DAY, '1.10'), observedAt: reading }],
  ];
  for (const [what, record] of records)
    it(`stores ${what}, and reads it back`, () => {
      expect(parseStored(storedParts(record, reading).join(''))).to.deep.equal({ reading, record });
    });

  it('a record that did not change has the same body in the next reading', () => {
    const next = new Date(NOON + MINUTE).toISOString();
    const [, before] = storedParts(credential('k1', { observedAt: reading }), reading);
    const [, after] = storedParts(credential('k1', { observedAt: next }), next);
    expect(after).to.equal(before);
  });
});

describe('the sources of a worker', () => {
  const source = (name: string) => fakeSource([new FakeFeed('keys')], name);

  it('each is made once, and again after it was forgotten; what was made is left then', async () => {
    const log: string[] = [];
    const loader = {
      names: () => ['acme'],
      load: (name: string) => {
        log.push(`load ${name}`);
        return source(name);
      },
    };
    const book = new SourceBook(loader, ({ name }) => {
      log.push(`met ${name}`);
      return () => log.push(`left ${name}`);
    });
    expect(await book.names()).to.deep.equal(['acme']);
    const [one, two] = await Promise.all([book.find('acme'), book.find('acme')]);
    expect(one).to.equal(two);
    book.refresh('acme');
    await book.find('acme');
    book.close();
    expect(log).to.deep.equal(['load acme', 'met acme', 'left acme', 'load acme', 'met acme', 'left acme']);
  });

  it('what could not be made is tried again by the next who asks', async () => {
    let fails = true;
    const load = (name: string) => {
      if (fails) throw new Error('no secret');
      return source(name);
    };
    const book = new SourceBook({ names: () => [], load }, () => () => undefined);
    expect(await book.find('acme').catch((error: unknown) => String(error))).to.equal(
      "Error: sources.load('acme') failed: no secret",
    );
    fails = false;
    expect((await book.find('acme'))?.name).to.equal('acme');
  });

  it('a loader that gives another source than was asked for is refused', async () => {
    const book = new SourceBook({ names: () => ['acme'], load: () => source('beta') }, () => () => undefined);
    const error: unknown = await book.find('acme').catch((cause: unknown) => cause);
    expect(error).to.be.instanceOf(RangeError).with.property('message').that.includes("'beta'");
  });

  it('one that gives no source at all is refused', async () => {
    const load = () => undefined as unknown as ReturnType<typeof source>;
    const book = new SourceBook({ names: () => ['acme'], load }, () => () => undefined);
    const error: unknown = await book.find('acme').catch((cause: unknown) => cause);
    expect(String(error)).to.include("sources.load('acme') gave no source");
  });

  const wrong: readonly [what: string, names: () => unknown, words: string][] = [
    ['throws', () => expect.fail('the database is away'), 'sources.names() failed: the database is away'],
    ['rejects', () => Promise.reject(new Error('no answer')), 'sources.names() failed: no answer'],
    ['returns nothing', () => undefined, 'sources.names() gave no array of texts'],
    ['returns other things', () => [{ name: 'acme' }], 'sources.names() gave no array of texts'],
    ['returns an empty name', () => ['acme', ''], 'sources.names() gave no array of texts'],
  ];
  for (const [what, names, words] of wrong)
    it(`names() that ${what} is an error, and never an empty list: that would delete all accounts`, async () => {
      const loader = { names: names as () => string[], load: source };
      const error: unknown = await new SourceBook(loader, () => () => undefined)
        .names()
        .catch((cause: unknown) => cause);
      expect(String(error)).to.include(words);
    });

  it('sources of an array are what they are: none is made again, none is made that is not there', async () => {
    const acme = source('acme');
    const book = new SourceBook([acme], () => () => undefined);
    book.refresh('acme');
    expect(await book.find('acme')).to.equal(acme);
    expect(await book.find('beta')).to.equal(undefined);
  });
});

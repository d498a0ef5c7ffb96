import { expect } from 'chai';
import { Subject } from 'rxjs';
import type { FeedEvent, SourceInfo } from '../../src/monitor/feed.js';
import { picture } from '../../src/monitor/picture.js';
import { describeSource } from '../../src/monitor/source/define-source.js';
import { Engine } from '../../src/monitor/engine/engine.js';
import { engineOptions } from '../../src/monitor/engine/options.js';
import type { FeedRecord } from '../../src/records/index.js';
import { Clock, DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { MemoryJournal } from './support/memory-journal.js';
import { cost, credential, usage } from './support/records.js';
import { Seen, stage } from './support/watch.js';

const keysOf = (source: string, ...ids: readonly string[]): readonly FeedRecord[] =>
  ids.map((id) => credential(id, { source, uid: `${source}/keys/${id}` }));

describe('sources that are configured no longer, over a restart with a journal', () => {
  const sourceOf = (name: string) => {
    const feed = new FakeFeed('keys', { gives: ['credential'] });
    feed.records = keysOf(name, 'k1');
    return fakeSource([feed], name);
  };
  const run = (journal: MemoryJournal, names: readonly string[], hours: number) => {
    const set = stage(names.map(sourceOf), {
      journal,
      start: Date.parse('2026-11-28T12:00:00Z') + hours * HOUR,
    });
    const changes = set.see(set.monitor.changes());
    const keys = set.see(set.monitor.credentials());
    set.clock.advance(MINUTE);
    return { keys, changes, close: () => set.monitor.close() };
  };

  it('their rows leave, and one change says so, once', () => {
    const first = new MemoryJournal();
    const before = run(first, ['acme', 'beta'], 0);
    expect(before.keys.last.rows.map(({ source }) => source)).to.deep.equal(['acme', 'beta']);
    before.close();
    const second = first.heir();
    const after = run(second, ['acme'], 1);
    expect(after.keys.last.rows.map(({ source, status }) => [source, status])).to.deep.equal([
      ['acme', 'active'],
    ]);
    expect(after.changes.values.map(({ kind, source, text }) => [kind, source, text])).to.deep.equal([
      ['removed', 'beta', 'beta is no longer read: what was known of it is no longer shown.'],
    ]);
    // It is killed: nothing is saved at its end.
    const third = run(second.heir(), ['acme'], 2);
    expect(third.changes.values).to.deep.equal([]);
    expect(third.keys.last.rows).to.have.length(1);
  });
});

describe('a journal of a monitor whose sources are named by events', () => {
  const infoOf = (name: string): SourceInfo => describeSource(fakeSource([new FakeFeed('keys')], name));
  const gateway = (journal: MemoryJournal, hours: number) => {
    const clock = new Clock(Date.parse('2026-11-28T12:00:00Z') + hours * HOUR);
    const events = new Subject<FeedEvent>();
    let known: readonly string[] = [];
    const monitor = picture(
      ({ sources }) => {
        known = sources().map(({ name }) => name);
        return events;
      },
      undefined,
      { scheduler: clock, random: () => 0, rules: [], journal },
    );
    const keys = new Seen(monitor.credentials(), clock);
    const changes = new Seen(monitor.changes(), clock);
    clock.advance(SECOND);
    const has = (name: string): void => {
      events.next({ type: 'source', at: clock.iso(), info: infoOf(name) });
    };
    const read = (name: string, ...ids: readonly string[]): void => {
      const of = { source: name, feed: 'keys', reading: clock.iso(), at: clock.iso() };
      events.next({ type: 'begin', ...of });
      events.next({ type: 'records', ...of, records: keysOf(name, ...ids) });
      events.next({ type: 'end', ...of, end: 'complete', leftOut: 0 });
      clock.advance(SECOND);
    };
    const leaves = (name: string): void => {
      events.next({ type: 'source', at: clock.iso(), info: { ...infoOf(name), feeds: [] } });
      clock.advance(SECOND);
    };
    const rows = () => keys.last.rows.map(({ source, id, status }) => `${source} ${id} ${status}`);
    const texts = () => changes.values.map(({ text }) => text);
    return { has, read, leaves, rows, texts, known: () => known, close: () => monitor.close() };
  };

  for (const [what, isClosed] of [
    ['ended', true],
    ['was killed before it saved anything', false],
  ] as const)
    it(`one that ${what} knows its sources: what changed meanwhile is emitted, once`, () => {
      const first = new MemoryJournal();
      const before = gateway(first, 0);
      for (const name of ['acme', 'beta']) {
        before.has(name);
        before.read(name, 'k1', 'k2');
      }
      expect(before.texts()).to.deep.equal([]);
      if (isClosed) before.close();
      const after = gateway(first.heir(), 1);
      expect(after.known()).to.deep.equal(['acme', 'beta']);
      expect(after.rows(), 'before any event').to.deep.equal([
        ...['acme k1 active', 'beta k1 active', 'acme k2 active', 'beta k2 active'],
      ]);
      after.has('acme');
      after.read('acme', 'k1');
      after.leaves('beta');
      expect(after.rows()).to.deep.equal(['acme k1 active', 'acme k2 vanished']);
      expect(after.texts()).to.deep.equal([
        'Token k2 is no longer listed.',
        'beta is no longer read: what was known of it is no longer shown.',
      ]);
    });
});

describe('a source that leaves a picture that runs', () => {
  const clock = new Clock(NOON);
  const set = () => {
    const engine = new Engine(
      engineOptions(undefined, { scheduler: clock, random: () => 0, rules: [] }, clock),
      () => undefined,
    );
    const feeds = [
      new FakeFeed('usage', { kind: 'buckets', gives: ['usage'], widthMs: HOUR }),
      new FakeFeed('costs', { kind: 'buckets', gives: ['cost'], widthMs: DAY }),
    ];
    const info = describeSource(fakeSource(feeds));
    const start = (ms: number): string => new Date(NOON - ms).toISOString();
    const read = (): void => {
      engine.apply({ type: 'source', at: clock.iso(), info });
      const all: readonly (readonly [feed: string, record: FeedRecord])[] = [
        ['usage', usage(NOON - 5 * HOUR, HOUR, { input_tokens: 10 })],
        ['costs', cost(NOON - 2.5 * DAY, DAY, '1.5')],
      ];
      for (const [feed, record] of all) {
        const of = { source: 'acme', feed, reading: clock.iso(), at: clock.iso() };
        engine.apply({ type: 'begin', ...of });
        engine.apply({ type: 'records', ...of, records: [record] });
        engine.apply({ type: 'end', ...of, end: 'complete', leftOut: 0, from: start(7 * DAY) });
      }
      const drift = { resource: 'costs', path: '/x', change: 'added', severity: 'info' } as const;
      engine.apply({
        type: 'drift',
        at: clock.iso(),
        drift: { type: 'drift', source: 'acme', ...drift },
      });
      engine.frame();
      clock.advance(SECOND);
    };
    const leave = (feeds: SourceInfo['feeds'] = []): void =>
      engine.apply({ type: 'source', at: clock.iso(), info: { ...info, feeds } });
    const known = () => ({
      hours: [...engine.history.dump()].map(([, , tokens]) => tokens),
      days: engine.restatements.dump().told.map(([, amount]) => amount),
      drifts: engine.drifts.rows.length,
    });
    return { info, read, leave, known };
  };

  it('takes the hours that were usual, the days that were reported and its drift with it', () => {
    const { read, leave, known } = set();
    read();
    expect(known()).to.deep.equal({ hours: [10], days: ['1.5'], drifts: 1 });
    leave();
    expect(known()).to.deep.equal({ hours: [], days: [], drifts: 0 });
  });

  it('and counts nothing twice when it comes back', () => {
    const { read, leave, known } = set();
    read();
    leave();
    read();
    expect(known()).to.deep.equal({ hours: [10], days: ['1.5'], drifts: 1 });
  });

  it('one of its lists takes its own drift alone', () => {
    const { info, read, leave, known } = set();
    read();
    leave(info.feeds.filter(({ id }) => id === 'costs'));
    expect(known().drifts).to.equal(1);
    leave(info.feeds.filter(({ id }) => id === 'usage'));
    expect(known()).to.deep.include({ hours: [10], drifts: 0 });
  });
});

import { expect } from 'chai';
import { createMonitor, type MonitorOptions } from '../../src/monitor/create-monitor.js';
import type { SourceLoader } from '../../src/monitor/config.js';
import type { Source } from '../../src/monitor/feed.js';
import { Clock, MINUTE, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource, httpError } from './support/fake-source.js';
import { MemoryJournal } from './support/memory-journal.js';
import { credential } from './support/records.js';
import { Seen } from './support/watch.js';

/** Lets what waits for a promise go on. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

/** Accounts that are kept elsewhere, each with one list of one key. */
class Accounts implements SourceLoader {
  readonly listed: string[] = [];
  readonly feeds = new Map<string, FakeFeed>();
  readonly loads: string[] = [];
  /** What asking for names, or for an account, fails with. */
  namesFail: Error | undefined;
  readonly broken = new Set<string>();
  isSilent = false;

  constructor(...names: readonly string[]) {
    this.listed.push(...names);
  }

  names(): Promise<readonly string[]> {
    if (this.isSilent) return new Promise(() => undefined);
    if (this.namesFail !== undefined) throw this.namesFail;
    return Promise.resolve([...this.listed]);
  }

  load(name: string): Source {
    this.loads.push(name);
    if (this.broken.has(name)) throw new Error('no such secret');
    const feed = this.feedOf(name);
    return fakeSource([feed], name);
  }

  feedOf(name: string): FakeFeed {
    const feed = this.feeds.get(name) ?? new FakeFeed('keys', { gives: ['credential'] });
    feed.records = [credential('k1', { source: name, uid: `${name}/keys/k1` })];
    this.feeds.set(name, feed);
    return feed;
  }

  reads(name: string): number {
    return this.feeds.get(name)?.reads ?? 0;
  }
}

const watch = (accounts: Accounts, options: MonitorOptions & { readonly start?: number } = {}) => {
  const { start, ...more } = options;
  const clock = new Clock(start);
  const errors: string[] = [];
  const onError = (error: unknown): void => void errors.push((error as Error).message);
  const monitor = createMonitor(accounts, { scheduler: clock, random: () => 0, rules: [], onError, ...more });
  const overview = new Seen(monitor.overview$, clock);
  const keys = new Seen(monitor.credentials(), clock);
  const changes = new Seen(monitor.changes(), clock);
  const run = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= SECOND) {
      await settle();
      clock.advance(Math.min(left, SECOND));
      await settle();
    }
  };
  return {
    ...{ clock, monitor, overview, changes, errors, run },
    shown: () => keys.last.rows.map(({ source }) => source).sort(),
  };
};

describe('a monitor of accounts that come from elsewhere', () => {
  it('is reading until it knows which there are, and then shows them', async () => {
    const set = watch(new Accounts('acme', 'beta'));
    expect(set.overview.last).to.include({ state: 'reading' });
    await set.run(5 * SECOND);
    expect(set.overview.last).to.deep.include({ state: 'ready', sources: { ok: 2, total: 2 } });
    expect(set.shown()).to.deep.equal(['acme', 'beta']);
    expect(set.changes.values, 'what was there at the beginning is no change').to.deep.equal([]);
  });

  it('an account that is new is read, and one that left is read no longer, with one change', async () => {
    const accounts = new Accounts('acme');
    const set = watch(accounts);
    await set.run(15 * SECOND);
    accounts.listed.splice(0, 1, 'beta');
    await set.run(15 * SECOND);
    expect(set.shown()).to.deep.equal(['beta']);
    expect(set.changes.values.map(({ kind, source, text }) => [kind, source, text])).to.deep.equal([
      ['removed', 'acme', 'acme is no longer read: what was known of it is no longer shown.'],
    ]);
    const reads = accounts.reads('acme');
    await set.run(3 * MINUTE);
    expect(accounts.reads('acme'), 'no request for it').to.equal(reads);
    expect(accounts.reads('beta')).to.be.at.least(3);
    expect(accounts.loads, 'each is made once').to.deep.equal(['acme', 'beta']);
    accounts.listed.push('acme');
    await set.run(15 * SECOND);
    expect(set.shown(), 'and it may come back').to.deep.equal(['acme', 'beta']);
  });

  it('a reading that runs when its account leaves is aborted', async () => {
    const accounts = new Accounts('acme', 'beta');
    const hanging = accounts.feedOf('acme');
    hanging.isHanging = true;
    const set = watch(accounts);
    await set.run(5 * SECOND);
    accounts.listed.shift();
    await set.run(15 * SECOND);
    expect(set.shown()).to.deep.equal(['beta']);
    hanging.isHanging = false;
    accounts.listed.push('acme');
    await set.run(15 * SECOND);
    expect([hanging.reads, set.shown()]).to.deep.equal([2, ['acme', 'beta']]);
  });

  it('a names() that fails is reported and asked again within a second, and changes nothing', async () => {
    const accounts = new Accounts('acme');
    const set = watch(accounts);
    await set.run(5 * SECOND);
    accounts.namesFail = new Error('the database is away');
    accounts.listed.push('beta');
    await set.run(MINUTE);
    expect(new Set(set.errors)).to.deep.equal(new Set(['sources.names() failed: the database is away']));
    expect(set.errors.length).to.be.within(40, 60);
    expect(set.shown()).to.deep.equal(['acme']);
    accounts.namesFail = undefined;
    await set.run(2 * SECOND);
    expect(set.shown()).to.deep.equal(['acme', 'beta']);
    expect(set.changes.values.map(({ kind }) => kind)).to.not.include('removed');
  });

  it('a names() that gives no names deletes nothing, and one that never answers is asked again', async () => {
    const accounts = new Accounts('acme');
    const set = watch(accounts);
    await set.run(5 * SECOND);
    accounts.names = () => undefined as never;
    await set.run(10 * SECOND);
    expect(set.errors[0]).to.include('sources.names() gave no array of texts');
    expect(set.shown()).to.deep.equal(['acme']);
    const errors = set.errors.length;
    accounts.names = () => new Promise(() => undefined);
    await set.run(2 * MINUTE);
    expect(set.errors.length - errors, 'reports in two minutes').to.be.within(1, 3);
    accounts.names = Accounts.prototype.names.bind(accounts);
    accounts.listed.push('beta');
    await set.run(2 * MINUTE);
    expect(set.shown()).to.deep.equal(['acme', 'beta']);
  });

  it('a load() that fails concerns its account alone, and is asked again', async () => {
    const accounts = new Accounts('acme', 'broken');
    accounts.broken.add('broken');
    const set = watch(accounts);
    await set.run(25 * SECOND);
    expect(set.shown()).to.deep.equal(['acme']);
    expect(set.errors).to.deep.equal(new Array(3).fill("sources.load('broken') failed: no such secret"));
    accounts.broken.clear();
    await set.run(10 * SECOND);
    expect(set.shown()).to.deep.equal(['acme', 'broken']);
  });

  it('a refused credential is loaded again when it is tried again, or when somebody asks, and not before', async () => {
    const accounts = new Accounts('acme');
    const set = watch(accounts);
    await set.run(5 * SECOND);
    accounts.feedOf('acme').error = httpError(401);
    await set.run(5 * MINUTE);
    expect([accounts.loads.length, accounts.reads('acme')]).to.deep.equal([1, 2]);
    await set.run(11 * MINUTE);
    expect(accounts.loads.length).to.equal(2);
    expect(accounts.reads('acme')).to.be.within(3, 4);
    const loads = accounts.loads.length;
    accounts.feedOf('acme').error = undefined;
    set.monitor.refresh();
    await set.run(2 * SECOND);
    expect(accounts.loads.length - loads).to.equal(1);
  });

  it('over a restart with a journal, what left meanwhile is said once, and what cannot be loaded now stays', async () => {
    const journal = new MemoryJournal();
    const before = watch(new Accounts('acme', 'beta', 'gamma'), { journal });
    await before.run(15 * SECOND);
    before.monitor.close();
    const accounts = new Accounts('acme', 'beta');
    accounts.broken.add('beta');
    const start = before.clock.now() + MINUTE;
    const after = watch(accounts, { journal: journal.heir(), start });
    await after.run(15 * SECOND);
    expect(after.shown()).to.deep.equal(['acme', 'beta']);
    expect(after.changes.values.map(({ kind, source }) => [kind, source])).to.deep.equal([
      ['removed', 'gamma'],
    ]);
  });

  it('nothing is asked for before somebody looks, and nothing after the last one left', async () => {
    const accounts = new Accounts('acme');
    let asked = 0;
    const clock = new Clock();
    const monitor = createMonitor(
      { names: () => ((asked += 1), accounts.names()), load: (name) => accounts.load(name) },
      { scheduler: clock, lingerMs: 0, rules: [] },
    );
    clock.advance(MINUTE);
    expect(asked).to.equal(0);
    const subscription = monitor.overview$.subscribe();
    await settle();
    subscription.unsubscribe();
    clock.advance(10 * MINUTE);
    await settle();
    expect(asked).to.equal(1);
  });

  it('namesEveryMs that is none is a RangeError', () => {
    expect(() => createMonitor(new Accounts(), { namesEveryMs: 0 })).to.throw(RangeError, 'namesEveryMs');
  });
});

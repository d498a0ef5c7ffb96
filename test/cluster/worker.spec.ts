import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import { filter, firstValueFrom, map, type Observable } from 'rxjs';
import { redisJournal, type SourceLoader } from '../../src/cluster/index.js';
import type { Monitor } from '../../src/monitor/index.js';
import type { ChangeEvent } from '../../src/monitor/shapes.js';
import { pause, until } from './support/redis.js';
import { stageForSuite } from './support/stage.js';

describe('a cluster of workers and gateways', () => {
  const stage = stageForSuite('t');

  it('what workers read is shown by every gateway, in the same way, however late it starts', async () => {
    const names = ['acme', 'beta'];
    const sources = names.map((name) => stage.source(name, { lists: ['keys', 'tokens'] }));
    await stage.work(sources);
    await stage.work(sources);
    const early = stage.show({ sources });
    const ids = names.flatMap((name) =>
      ['keys', 'tokens'].flatMap((list) => stage.accounts.idsOf(name, list)),
    );
    await stage.shows(early, ids);
    const late = stage.show({ sources });
    await stage.shows(late, ids);
    const rows = (monitor: Monitor) =>
      firstValueFrom(
        monitor.sources$.pipe(
          map((all) =>
            all.map(({ source: of_, feed, records, leftOut }) => ({ of_, feed, records, leftOut })),
          ),
        ),
      );
    await until(
      async () => isDeepStrictEqual(await rows(early), await rows(late)),
      'both show the same lists',
    );
    expect((await rows(late)).map(({ records }) => records)).to.deep.equal([3, 3, 3, 3]);
    const overview = await firstValueFrom(late.overview$.pipe(filter(({ state }) => state === 'ready')));
    expect(overview.credentials.active).to.equal(12);
    expect(overview.sources.total).to.equal(2);
  });

  it('each feed is read by one worker at a time, and at its cadence, however many workers there are', async () => {
    stage.accounts.options.latencyMs = 30;
    const everyMs = 100;
    const sources = [stage.source('acme', { every: { watchedMs: everyMs, idleMs: everyMs } })];
    const began = performance.now();
    for (let count = 0; count < 3; count += 1) await stage.work(sources);
    await until(() => stage.readsOf('acme') >= 15, 'many readings');
    expect(stage.accounts.mostOpen.get('acme/keys'), 'requests at a time').to.equal(1);
    // Of a machine that stood still some come at once afterwards: over all of the time they are no more than are due in it.
    const met = stage.accounts.met('acme');
    const lasted = (met.at(-1)?.at ?? 0) - began;
    expect(met.length, 'one in each interval').to.be.at.most(2 + lasted / everyMs);
  });

  it('how many requests an account may send is known to every gateway, one that starts later, too', async () => {
    let used = 9;
    const windows = () => [{ limit: 600, perMs: 30_000, used, ageMs: 100, resetInMs: 12_000 }];
    const source = { ...stage.source('acme'), requestWindows: windows };
    await stage.work([source]);
    const shown = async (monitor: Monitor) =>
      (await firstValueFrom(monitor.limits$)).map((row) => [row.uid, row.used, row.remaining, row.windowMs]);
    const row = (count: number) => [['acme/requestLimits/30000', count, 600 - count, 30_000]];
    const early = stage.show({ sources: [source] });
    await until(async () => isDeepStrictEqual(await shown(early), row(9)), 'the first word is shown');
    used = 30;
    await until(async () => isDeepStrictEqual(await shown(early), row(30)), 'a later one is');
    const late = stage.show({ sources: [source] });
    await until(async () => isDeepStrictEqual(await shown(late), row(30)), 'a later gateway has it');
  });

  it('of what several workers counted of an account’s requests, a gateway shows the highest', async () => {
    const counted = (used: number) => [
      {
        ...stage.source('acme'),
        requestWindows: () => [{ limit: 600, perMs: 3_600_000, used, atLeast: true, ageMs: 0 }],
      },
    ];
    const busy = await stage.work(counted(40));
    const early = stage.show({ sources: counted(0) });
    const used = async (monitor: Monitor) =>
      (await firstValueFrom(monitor.limits$)).map((row) => [row.used, row.quality]);
    await until(async () => isDeepStrictEqual(await used(early), [[40, 'floor']]), 'the first word is shown');
    await busy.close();
    const words: unknown[] = [];
    early.records().subscribe((record) => {
      if (record.type === 'limit') words.push(record.used);
    });
    await stage.work(counted(4));
    await until(() => words.filter((word) => word === 4).length > 2, 'the other worker has said its own');
    expect(await used(early)).to.deep.equal([[40, 'floor']]);
  });

  it('a change is told once by a gateway, and a restarted one with a journal tells what happened meanwhile, once', async () => {
    const sources = [stage.source('acme')];
    await stage.work(sources);
    const journal = () => redisJournal({ redis: stage.connect(), key: stage.prefix });
    const collect = (changes$: Observable<ChangeEvent>): ChangeEvent[] => {
      const all: ChangeEvent[] = [];
      changes$.subscribe((change) => all.push(change));
      return all;
    };
    const first = stage.show({ sources, journal: journal() });
    const before = collect(first.changes());
    await stage.shows(first, stage.accounts.idsOf('acme', 'keys'));
    // Its rows are shown while a list is being read; what comes before the end of the first reading is no change.
    await until(() => stage.isRead(first), 'the first reading is whole');
    stage.accounts.edit('acme', 'key', 1);
    await stage.shows(first, stage.accounts.idsOf('acme', 'keys'));
    await until(() => before.length > 0, 'the change is told');
    expect(before.map(({ kind, text }) => [kind, text])).to.deep.equal([
      ['created', 'New token key acme-keys-3.'],
    ]);
    first.close();
    stage.accounts.edit('acme', 'key', 2);
    const reads = stage.readsOf('acme');
    await until(() => stage.readsOf('acme') > reads + 2, 'it is read meanwhile');
    const second = stage.show({ sources, journal: journal() });
    const after = collect(second.changes());
    await stage.shows(second, stage.accounts.idsOf('acme', 'keys'));
    await until(() => after.length > 0, 'the change is told');
    await pause(100);
    expect(after.map(({ kind, text }) => [kind, text])).to.deep.equal([
      ['created', 'New token key acme-keys-4.'],
    ]);
  });

  it('a reading that is read again adds no event of its own: an unchanged list is a list of uids', async () => {
    stage.accounts.options.latencyMs = 0;
    const redis = stage.connect();
    await stage.work([stage.source('acme')]);
    await until(() => stage.readsOf('acme') >= 3, 'three readings');
    const entries = await redis.xrange(`${stage.prefix}:stream:acme`, '-', '+');
    const withRecords = entries.filter(([, fields]) => fields.includes('r'));
    expect(withRecords, 'entries with whole records').to.have.length(1);
    expect(entries.filter(([, fields]) => fields.includes('s')).length).to.be.at.least(1);
  });

  it('a worker that is stopped leaves its walk to another, which goes on from its page', async () => {
    await stage.reopen({ pages: 12 });
    stage.accounts.answer(4);
    const sources = [stage.source('acme', { every: { watchedMs: 60_000, idleMs: 60_000 } })];
    const first = await stage.work(sources);
    await until(() => stage.accounts.waiting > 0, 'some pages');
    await first.close();
    stage.accounts.answerAll();
    const asked = stage.accounts.met('acme').length;
    await stage.work(sources);
    await until(() => stage.events.some((event) => event.type === 'read'), 'the walk ends');
    const rest = stage.accounts.met('acme').slice(asked);
    expect(rest[0]?.page).to.be.within(asked - 2, asked);
    expect(rest.map(({ page }) => page)).to.deep.equal(
      Array.from({ length: rest.length }, (_, at) => (rest[0]?.page ?? 0) + at),
    );
    expect(stage.events.find(({ type }) => type === 'read')).to.include({ resumed: true });
    const monitor = stage.show({ sources });
    await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
  });

  it('accounts that come and go while workers run', async () => {
    const names = ['acme'];
    let loads = 0;
    const loader: SourceLoader = {
      names: () => Promise.resolve([...names]),
      load: (name) => {
        loads += 1;
        return Promise.resolve(stage.source(name));
      },
    };
    await stage.work(loader);
    const monitor = stage.show();
    await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
    const changes: ChangeEvent[] = [];
    monitor.changes().subscribe((change) => changes.push(change));
    names.push('beta');
    await stage.shows(monitor, [
      ...stage.accounts.idsOf('acme', 'keys'),
      ...stage.accounts.idsOf('beta', 'keys'),
    ]);
    await stage.connect().hset(`${stage.prefix}:totals:acme/keys`, 'a row', 'its totals');
    names.shift();
    await stage.shows(monitor, stage.accounts.idsOf('beta', 'keys'));
    await firstValueFrom(
      monitor.sources$.pipe(filter((all) => all.map(({ source: of_ }) => of_).join() === 'beta')),
    );
    await until(() => changes.length > 0, 'it is told');
    expect(changes.map(({ text }) => text)).to.deep.equal([
      'acme is no longer read: what was known of it is no longer shown.',
    ]);
    const redis = stage.connect();
    await until(
      async () => (await redis.keys(`${stage.prefix}:*acme*`)).length === 0,
      'nothing is left of it',
    );
    const asked = stage.accounts.met('acme').length;
    await pause(300);
    expect(stage.accounts.met('acme').length, 'no request for an account that is gone').to.equal(asked);
    expect(await redis.keys(`${stage.prefix}:*acme*`)).to.deep.equal([]);
    expect(loads).to.equal(2);
  });

  it('an account whose names, client or requests fail does not keep others from being read', async () => {
    let fails = true;
    const loader: SourceLoader = {
      names: () => {
        if (fails) throw new Error('the database is away');
        return ['acme', 'broken', 'refused'];
      },
      load: (name) => {
        if (name === 'broken') throw new Error('no such secret');
        return stage.source(name);
      },
    };
    stage.accounts.options.refused.set('refused', 401);
    await stage.work(loader, { concurrency: 1 });
    await until(() => stage.events.some(({ type }) => type === 'error'), 'names() fails');
    fails = false;
    await until(() => stage.readsOf('acme') >= 3, 'acme is read');
    const broken = () => stage.events.some((event) => event.type === 'error' && event.source === 'broken');
    await until(broken, 'load() fails for one account');
    const refused = () =>
      stage.events.filter((event) => event.type === 'failed' && event.source === 'refused');
    await until(() => refused().length > 0, 'one account is refused');
    expect(refused()).to.have.length(1);
    expect(stage.accounts.met('refused')).to.have.length(1);
    const monitor = stage.show();
    await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
    // Each account has a stream of its own, which may come later.
    const row = await firstValueFrom(
      monitor.sources$.pipe(
        map((rows) => rows.find(({ source: of_ }) => of_ === 'refused')),
        filter((found) => found !== undefined && found.state !== 'reading'),
      ),
    );
    expect(row).to.include({ state: 'auth' });
  });

  it('a worker with another configuration says so, once, and what the others read goes on', async () => {
    const every = { watchedMs: 100, idleMs: 100 };
    await stage.work([stage.source('acme'), stage.source('beta')]);
    await until(() => stage.readsOf('beta') >= 1, 'beta is read');
    await stage.work([stage.source('acme', { every })]);
    const errors = () => stage.events.filter(({ type }) => type === 'error');
    await until(() => errors().length > 0, 'it meets a job that it does not know');
    const reads = stage.readsOf('acme');
    await until(() => stage.readsOf('acme') > reads + 2, 'acme is read');
    expect(errors().map((event) => ('error' in event ? event.error : undefined))).to.have.length(1);
    expect(errors()[0])
      .to.include({ source: 'beta' })
      .and.have.nested.property('error.code', 'config-conflict');
  });

  it('a worker with an account that the one with the duty does not know says so, once: nobody reads it', async () => {
    await stage.work([stage.source('acme')]);
    await until(() => stage.readsOf('acme') >= 1, 'acme is read');
    await stage.work([stage.source('acme'), stage.source('beta')]);
    await until(() => stage.errors.length > 0, 'it is reported');
    await pause(500);
    expect(
      stage.errors.map(({ source, error }) => [source, (error as { code?: unknown }).code]),
    ).to.deep.equal([['beta', 'config-conflict']]);
    expect(stage.accounts.met('beta')).to.deep.equal([]);
  });

  it('a gateway that falls behind its streams emits a gap, and is right again', async () => {
    const sources = [stage.source('acme')];
    await stage.work(sources, { streamLength: 10 });
    const redis = stage.connect();
    const monitor = stage.show({ redis, sources });
    const changes: ChangeEvent[] = [];
    monitor.changes().subscribe((change) => changes.push(change));
    await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
    await firstValueFrom(monitor.sources$.pipe(filter(([row]) => row?.state === 'ok')));
    redis.disconnect();
    const reads = stage.readsOf('acme');
    await until(() => stage.readsOf('acme') > reads + 2, 'readings meanwhile');
    stage.accounts.edit('acme', 'key', 1);
    await until(() => stage.readsOf('acme') > reads + 8, 'readings meanwhile');
    await redis.connect();
    await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
    await until(() => changes.length > 1, 'the gap and the change are told');
    await pause(50);
    expect(changes.map(({ kind }) => kind)).to.deep.equal(['gap', 'created']);
  });
});

import { expect } from 'chai';
import { HOUR } from '../../monitor/support/clock.js';
import { FakeFeed } from '../../monitor/support/fake-source.js';
import { credential } from '../../monitor/support/records.js';
import { eventually } from './support/clients.js';
import { FakeMonitor, spendRow } from './support/fake-monitor.js';
import { Rig, until } from './support/rig.js';

describe('a monitor over a gateway', () => {
  const rig = new Rig();
  afterEach(() => rig.close());

  it('a remote view follows the local one', async () => {
    rig.keys.records = [credential('k1', { name: 'one' }), credential('k2', { name: 'two' })];
    const monitor = rig.monitor();
    const gateway = await rig.serve(monitor);
    const remote = rig.connect(gateway.url);
    const seen: unknown[] = [];
    remote.credentials().subscribe((table) => seen.push(table));
    expect(seen).to.have.length(1);
    await until(remote.credentials(), ({ total }) => total === 2);
    rig.keys.records = [credential('k2', { name: 'new' }), credential('k0', { name: 'zero' })];
    const last = await until(remote.credentials(), ({ rows }) => rows.some(({ name }) => name === 'new'));
    const local = await until(monitor.credentials(), () => true);
    expect(last).to.deep.equal(JSON.parse(JSON.stringify(local)));
  });

  it('a program that opens and closes hundreds of views at once is not put out for it', async () => {
    const monitor = new FakeMonitor();
    monitor.rows.next([spendRow('a')]);
    const { url } = await rig.serve(monitor);
    const remote = rig.connect(url);
    const states: string[] = [];
    remote.connection$.subscribe(({ state }) => states.push(state));
    remote.findings$.subscribe();
    await eventually(() => states.at(-1) === 'live');
    for (let limit = 1; limit <= 300; limit += 1)
      remote.spend({ by: 'key', limit }).subscribe().unsubscribe();
    let rows = 0;
    remote.spend({ by: 'key', limit: 400 }).subscribe((table) => (rows = table.rows.length));
    await eventually(() => rows === 1);
    expect(states).to.deep.equal(['offline', 'live']);
  });

  it('refresh() of a remote monitor reads all lists now; without a connection there is nobody to ask', async () => {
    const slow = new FakeFeed('slow', { every: { watchedMs: HOUR, idleMs: HOUR } });
    const monitor = rig.monitor({ refreshMs: 0 }, [slow]);
    const remote = rig.connect((await rig.serve(monitor)).url);
    remote.refresh();
    await until(remote.sources$, ([row]) => row?.lastSuccessAt !== undefined);
    expect(slow.reads).to.equal(1);
    remote.sources$.subscribe();
    await until(remote.connection$, ({ state }) => state === 'live');
    remote.refresh();
    await eventually(() => slow.reads === 2);
  });
});

import { expect } from 'chai';
import type { ClientOptions } from 'ws';
import { Clock, HOUR, SECOND } from '../../monitor/support/clock.js';
import { eventually } from './support/clients.js';
import { FakeMonitor, finding, spendRow } from './support/fake-monitor.js';
import { Raw } from './support/raw.js';
import { Rig } from './support/rig.js';

describe('what goes over the wire', () => {
  const rig = new Rig();
  afterEach(() => rig.close());

  const raw = async (url: string, protocols?: readonly string[], options?: ClientOptions): Promise<Raw> => {
    const client = new Raw(url, protocols, options);
    rig.later(() => client.close());
    return client.opened();
  };

  it('the value first, then patches of what changed and nothing else; the id is in front', async () => {
    const monitor = new FakeMonitor();
    monitor.findings.next([finding('a'), finding('b'), finding('c')]);
    const client = await raw((await rig.serve(monitor)).url);
    const texts: string[] = [];
    client.socket.on('message', (data: Buffer) => texts.push(data.toString()));
    client.say({ open: 7, view: 'findings' });
    await eventually(() => client.of(7).length === 1);
    monitor.findings.next([finding('c'), finding('d'), finding('b', { title: 'new' })]);
    monitor.findings.next([finding('c'), finding('d'), finding('b', { title: 'new' })]);
    monitor.findings.next([]);
    await eventually(() => client.of(7).length === 3);
    expect(client.of(7)).to.deep.equal([
      { value: ['a', 'b', 'c'].map((id) => JSON.parse(JSON.stringify(finding(id))) as unknown) },
      {
        patch: {
          drop: [0],
          set: [
            [2, JSON.parse(JSON.stringify(finding('d')))],
            [0, JSON.parse(JSON.stringify(finding('b', { title: 'new' })))],
          ],
          order: [1, 2, 0],
        },
      },
      { patch: { drop: [0, 1, 2] } },
    ]);
    expect(texts.every((text) => text.startsWith('{"id":7,'))).to.be.true;
  });

  it('a table also says what changed beside its rows, and only then', async () => {
    const monitor = new FakeMonitor();
    monitor.rows.next([spendRow('a'), spendRow('b')]);
    const client = await raw((await rig.serve(monitor)).url);
    client.say({ open: 1, view: 'spend', query: { by: 'key' } });
    await eventually(() => client.of(1).length === 1);
    monitor.rows.next([spendRow('b'), spendRow('a')]);
    monitor.rows.next([spendRow('b')]);
    await eventually(() => client.of(1).length === 3);
    expect(client.of(1)[1]).to.deep.equal({ patch: { order: [1, 0] } });
    const { patch } = client.of(1)[2] as { patch: { drop: number[]; rest: { total: number } } };
    expect(patch.drop).to.deep.equal([1]);
    expect(patch.rest).to.include({ total: 1, state: 'ready' }).and.not.have.property('rows');
  });

  it('views without rows are sent whole, and only when they changed', async () => {
    const monitor = new FakeMonitor();
    const client = await raw((await rig.serve(monitor)).url);
    client.say({ open: 1, view: 'overview' });
    await eventually(() => client.of(1).length === 1);
    monitor.overview.next({ ...monitor.overview.value });
    monitor.overview.next({ ...monitor.overview.value, state: 'ready' });
    await eventually(() => client.of(1).length === 2);
    expect(client.of(1)[1]?.['value']).to.include({ state: 'ready' });
  });

  it('a closed view is silent, and its id is not used again', async () => {
    const monitor = new FakeMonitor();
    const client = await raw((await rig.serve(monitor)).url);
    client.say({ open: 3, view: 'findings' });
    await eventually(() => client.of(3).length === 1);
    client.say({ close: 3 });
    client.say({ close: 99 });
    await eventually(() => monitor.watchers.now.get('findings') === 0);
    monitor.findings.next([finding('a')]);
    client.say({ open: 3, view: 'overview' });
    client.say({ open: 2, view: 'overview' });
    client.say({ open: 4, view: 'overview' });
    await eventually(() => client.of(4).length === 1);
    expect(client.of(3)).to.have.length(2);
    expect(client.of(3)[1]).to.have.nested.property('error.code', 'id');
    expect(client.of(2)[0]).to.have.nested.property('error.code', 'id');
  });

  it('a client asks for a reading of all feeds, and gets no answer to that', async () => {
    const monitor = new FakeMonitor();
    const client = await raw((await rig.serve(monitor)).url);
    client.say({ refresh: 0 });
    client.say({ open: 1, view: 'overview' });
    await eventually(() => client.of(1).length === 1);
    expect(monitor.refreshed).to.equal(1);
  });

  it('whoever leaves takes everything along', async () => {
    const monitor = new FakeMonitor();
    const client = await raw((await rig.serve(monitor)).url);
    client.say({ open: 1, view: 'findings' });
    client.say({ open: 2, view: 'changes' });
    client.say({ open: 3, view: 'changes', since: 'epoch.0' });
    await eventually(() => client.of(2).length === 1 && monitor.watchers.now.get('changes') === 3);
    client.close();
    await eventually(
      () => monitor.watchers.now.get('changes') === 0 && monitor.watchers.now.get('findings') === 0,
    );
  });

  const refusals: readonly [string, object, object][] = [
    ['an unknown view', { open: 1, view: 'secrets' }, { code: 'view' }],
    ['a member of an object', { open: 1, view: 'constructor' }, { code: 'view' }],
    [
      'a query with an unknown member',
      { open: 1, view: 'spend', query: { by: 'key', x: 1 } },
      { code: 'query', path: 'query' },
    ],
    ['a query that is none', { open: 1, view: 'spend', query: 7 }, { code: 'query', path: 'query' }],
    ['no query where one is needed', { open: 1, view: 'spend' }, { code: 'query', path: 'query' }],
    [
      'more rows than are sent',
      { open: 1, view: 'credentials', query: { limit: 501 } },
      { code: 'query', path: 'limit' },
    ],
    ['a position that is none', { open: 1, view: 'changes', since: 7 }, { code: 'query', path: 'since' }],
  ];
  for (const [what, message, error] of refusals)
    it(`${what} is refused, and the connection goes on`, async () => {
      const client = await raw((await rig.serve(new FakeMonitor())).url);
      client.say(message);
      await eventually(() => client.of(1).length === 1);
      expect(client.of(1)[0]?.['error']).to.include(error);
      client.say({ open: 2, view: 'overview' });
      await eventually(() => client.of(2).length === 1);
    });

  const endings: readonly [string, (client: Raw) => void, number][] = [
    ['no JSON', (client) => client.say('{'), 1007],
    ['JSON that is no object', (client) => client.say('7'), 1007],
    ['an object that means nothing', (client) => client.say({ hello: 1 }), 1007],
    ['an id that is no whole number', (client) => client.say({ open: 1.5, view: 'overview' }), 1007],
    ['bytes', (client) => client.socket.send(Buffer.from('{"beat":0}')), 1007],
    ['a message above 64 KiB', (client) => client.say({ beat: 'x'.repeat(65_536) }), 1009],
    ['a flood of pings', (client) => Array.from({ length: 300 }, () => client.socket.ping()), 1008],
    ['a flood of pongs', (client) => Array.from({ length: 300 }, () => client.socket.pong()), 1008],
    ['a flood', (client) => Array.from({ length: 300 }, () => client.say({ beat: 0 })), 1008],
  ];
  for (const [what, act, code] of endings)
    it(`${what} ends the connection with ${String(code)}, and no other`, async () => {
      // No time passes, however long the machine takes: it would make a flood a trickle.
      const { url } = await rig.serve(new FakeMonitor(), { scheduler: new Clock() });
      const [client, other] = [await raw(url), await raw(url)];
      act(client);
      expect(await client.ended()).to.equal(code);
      other.say({ open: 1, view: 'overview' });
      await eventually(() => other.of(1).length === 1);
    });

  it('at most 64 views may be open at a time', async () => {
    const monitor = new FakeMonitor();
    const client = await raw((await rig.serve(monitor)).url);
    for (let id = 1; id <= 65; id += 1) client.say({ open: id, view: 'credentials', query: { offset: id } });
    await eventually(() => client.of(65).length === 1);
    expect(client.of(65)[0]).to.have.nested.property('error.code', 'limit');
    expect(monitor.watchers.now.get('credentials')).to.equal(64);
    client.say({ close: 1 });
    client.say({ open: 66, view: 'overview' });
    await eventually(() => client.of(66).length === 1);
    expect(client.of(66)[0]).to.have.property('value');
  });

  it('messages are counted over time: 50 a second go on for good', async () => {
    const clock = new Clock();
    const client = await raw((await rig.serve(new FakeMonitor(), { scheduler: clock })).url);
    for (let second = 1; second <= 8; second += 1) {
      for (let n = 0; n < 49; n += 1) client.say({ beat: n });
      client.say({ open: second, view: 'overview' });
      await eventually(() => client.of(second).length === 1);
      clock.advance(SECOND);
    }
    expect(client.code).to.be.undefined;
  });

  it('the gateway says every 15 s that it is there', async () => {
    const clock = new Clock();
    const client = await raw((await rig.serve(new FakeMonitor(), { scheduler: clock })).url);
    for (let beat = 1; beat <= 4; beat += 1) {
      clock.advance(14 * SECOND);
      clock.advance(SECOND);
      await eventually(() => client.heard.length === beat + 1);
    }
    expect(client.heard.map(({ beat }) => beat)).to.deep.equal(
      [0, 15, 30, 45, 60].map((seconds) => new Date(clock.start + seconds * SECOND).toISOString()),
    );
  });

  it('a client from which nothing is heard for 40 s is given up; a pong, or any message, is enough', async () => {
    const clock = new Clock();
    const { url } = await rig.serve(new FakeMonitor(), { scheduler: clock });
    const dead = await raw(url, ['headwater.v1'], { autoPong: false });
    const beating = await raw(url, ['headwater.v1'], { autoPong: false });
    const ponging = await raw(url);
    for (let beat = 0; beat < 4; beat += 1) {
      beating.say({ open: beat + 1, view: 'overview' });
      await eventually(() => beating.of(beat + 1).length === 1);
      const pings = new Promise((resolve) => ponging.socket.once('ping', resolve));
      clock.advance(15 * SECOND);
      await pings;
      // The pong is on its way.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await dead.ended()).to.equal(1006);
    expect(beating.code).to.be.undefined;
    expect(ponging.code).to.be.undefined;
  });

  it('a client that is gone is given up where the clock is set back meanwhile', async () => {
    const clock = new Clock();
    const { url } = await rig.serve(new FakeMonitor(), { scheduler: clock });
    const dead = await raw(url, ['headwater.v1'], { autoPong: false });
    clock.sleep(-HOUR);
    for (let beat = 0; beat < 4; beat += 1) clock.advance(15 * SECOND);
    expect(await dead.ended()).to.equal(1006);
  });

  it('a ping is answered with what it holds', async () => {
    const client = await raw((await rig.serve(new FakeMonitor())).url);
    const pong = new Promise((resolve) => client.socket.once('pong', resolve));
    client.socket.ping('hello');
    expect(String(await pong)).to.equal('hello');
  });

  it('when the monitor ends, so do the connections, with 1001: the program may come back', async () => {
    const monitor = new FakeMonitor();
    const client = await raw((await rig.serve(monitor)).url);
    client.say({ open: 1, view: 'overview' });
    await eventually(() => client.of(1).length === 1);
    monitor.close();
    expect(await client.ended()).to.equal(1001);
  });

  it('close() ends the connections with 1001, and nothing is left open', async () => {
    const monitor = new FakeMonitor();
    const gateway = await rig.serve(monitor);
    const client = await raw(gateway.url);
    client.say({ open: 1, view: 'findings' });
    await eventually(() => client.of(1).length === 1);
    await gateway.close();
    expect(await client.ended()).to.equal(1001);
    expect(monitor.watchers.now.get('findings')).to.equal(0);
  });

  it('close() does not wait for a client that does not answer', async () => {
    const gateway = await rig.serve(new FakeMonitor());
    const client = await raw(gateway.url);
    client.socket.pause();
    const began = performance.now();
    await gateway.close();
    // The package `ws` gives up after 30 s by itself.
    expect(performance.now() - began).to.be.below(29_000);
    client.socket.resume();
    await client.ended();
  });
});

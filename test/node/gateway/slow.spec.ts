import { expect } from 'chai';
import { Body } from '../../../src/node/gateway/body.js';
import { Gate } from '../../../src/node/gateway/gate.js';
import { LogEnd } from '../../../src/node/gateway/log-end.js';
import { MOST_WAITING, OpenChanges } from '../../../src/node/gateway/open-changes.js';
import { OpenView, type Line, type Open } from '../../../src/node/gateway/open-view.js';
import { SharedView } from '../../../src/node/gateway/shared-view.js';
import { collect } from '../../support/held.js';
import { Clock, HOUR, SECOND } from '../../monitor/support/clock.js';
import { eventually } from './support/clients.js';
import { FakeMonitor, spendRow } from './support/fake-monitor.js';
import { FakeSocket } from './support/fake-socket.js';
import { Raw } from './support/raw.js';
import { Rig } from './support/rig.js';

/** A client whose socket a test drives. */
class SlowClient implements Line {
  readonly socket = new FakeSocket();
  readonly clock = new Clock();
  readonly open: Open[] = [];
  readonly gate = new Gate(
    this.socket,
    { maxQueuedBytes: 1_000, closeAfterMs: 30 * SECOND, scheduler: this.clock },
    () => {
      if (this.open.map((each) => each.flush()).every(Boolean)) this.gate.release();
    },
  );

  ended(): void {
    this.socket.lose();
  }

  get sent(): readonly Record<string, unknown>[] {
    return this.socket.sent.map((text) => JSON.parse(text) as Record<string, unknown>);
  }
}

/** Bytes in buffers that something refers to: what waits for a socket is in them. */
const buffers = (): number => {
  collect();
  return process.memoryUsage().arrayBuffers;
};

describe('a slow client', () => {
  it('gets of each view the newest value, and patches again from there', () => {
    const monitor = new FakeMonitor();
    const client = new SlowClient();
    monitor.rows.next([spendRow('a', { requests: 0 })]);
    const shared = new SharedView(
      monitor.spend({ by: 'key' }),
      ({ id }) => String(id),
      () => undefined,
    );
    const view = new OpenView(1, shared, client);
    client.open.push(view);
    view.start();
    client.socket.isReading = false;
    for (let n = 1; n <= 100; n += 1) monitor.rows.next([spendRow('a', { requests: n })]);
    expect(client.socket.mostQueued).to.be.at.most(1_000);
    const queued = client.sent.length;
    expect(queued).to.be.below(10);
    client.socket.resume();
    expect(client.sent).to.have.length(queued + 1);
    expect(client.sent.at(-1)).to.have.nested.property('value.rows[0].requests', 100);
    monitor.rows.next([spendRow('a', { requests: 101 })]);
    expect(client.sent.at(-1)).to.have.nested.property('patch.set[0][1].requests', 101);
  });

  const changesOf = (
    monitor: FakeMonitor,
    since?: string,
  ): { client: SlowClient; events: () => string[] } => {
    const client = new SlowClient();
    const changes = new OpenChanges(1, monitor, client, client.clock);
    client.open.push(changes);
    changes.start(since, new LogEnd(monitor));
    const events = (): string[] =>
      client.sent.flatMap(({ event }) => {
        if (event === undefined) return [];
        const { kind, position, from = '' } = event as { kind: string; position: string; from?: string };
        return [kind === 'gap' ? `${from}..${position}` : position];
      });
    return { client, events };
  };

  const positions = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, n) => `epoch.${String(from + n)}`);

  it('gets every event while no more than 1,000 wait', async () => {
    const monitor = new FakeMonitor();
    monitor.tell(1);
    const { client, events } = changesOf(monitor, 'epoch.0');
    await Promise.resolve();
    client.socket.isReading = false;
    monitor.tell(MOST_WAITING);
    client.socket.resume();
    expect(events()).to.deep.equal(positions(1, MOST_WAITING + 1));
  });

  it('of more it gets a gap, which says where it begins and ends; then events again', async () => {
    const monitor = new FakeMonitor();
    monitor.tell(1);
    const { client, events } = changesOf(monitor, 'epoch.0');
    await Promise.resolve();
    client.socket.isReading = false;
    monitor.tell(3_000);
    const queued = events().length;
    client.socket.resume();
    monitor.tell(1);
    const got = events();
    expect(got.slice(0, queued)).to.deep.equal(positions(1, queued));
    const gap = got[queued] ?? '';
    const [from, to] = gap.split('..');
    expect(from).to.equal(`epoch.${String(queued)}`);
    const next = Number(to?.split('.')[1]) + 1;
    expect(got.slice(queued + 1)).to.deep.equal(positions(next, 3_002));
  });

  it('a log that is sent again waits in the log: no gap, however slow', async () => {
    const monitor = new FakeMonitor();
    monitor.tell(5_000);
    const client = new SlowClient();
    client.socket.isReading = false;
    const changes = new OpenChanges(1, monitor, client, client.clock);
    client.open.push(changes);
    changes.start('epoch.0', new LogEnd(monitor));
    await Promise.resolve();
    expect(client.socket.mostQueued).to.be.at.most(1_000);
    monitor.tell(10);
    client.socket.resume();
    await Promise.resolve();
    const sent = client.sent.map(({ event }) => (event as { position: string }).position);
    expect(sent).to.deep.equal(positions(1, 5_010));
  });

  it('where events begin waits, too, and the events behind it', async () => {
    const monitor = new FakeMonitor();
    monitor.tell(1);
    const client = new SlowClient();
    client.socket.isReading = false;
    client.gate.send('x'.repeat(1_000));
    const changes = new OpenChanges(1, monitor, client, client.clock);
    client.open.push(changes);
    changes.start(undefined, new LogEnd(monitor));
    await Promise.resolve();
    monitor.tell(2);
    expect(client.socket.mostQueued).to.equal(1_000);
    client.socket.sent.shift();
    client.socket.resume();
    await Promise.resolve();
    monitor.tell(1);
    expect(client.sent.map(({ at, event }) => at ?? (event as { position: string }).position)).to.deep.equal(
      positions(1, 4),
    );
  });

  it('is closed with 1013 when it takes nothing for 30 s, and not before', () => {
    const monitor = new FakeMonitor();
    const { client } = changesOf(monitor, 'epoch.0');
    client.socket.isReading = false;
    monitor.tell(50);
    client.clock.advance(29 * SECOND);
    client.socket.read(1);
    client.clock.advance(29 * SECOND);
    expect(client.socket.closed).to.deep.equal([]);
    client.clock.advance(SECOND);
    expect(client.socket.closed).to.deep.equal([1013]);
  });

  it('is closed where the clock is set back meanwhile, after 30 s more at most', () => {
    const monitor = new FakeMonitor();
    const { client } = changesOf(monitor, 'epoch.0');
    client.socket.isReading = false;
    monitor.tell(50);
    client.clock.advance(20 * SECOND);
    client.clock.sleep(-HOUR);
    client.clock.advance(40 * SECOND);
    expect(client.socket.closed).to.deep.equal([1013]);
  });

  it('a message is made once for all who have the same id', () => {
    const body = new Body('"value":1');
    expect(body.withId(7).toString()).to.equal('{"id":7,"value":1}');
    expect(body.withId(7)).to.equal(body.withId(7));
    expect(body.withId(8).toString()).to.equal('{"id":8,"value":1}');
  });

  describe('on a socket', () => {
    const rig = new Rig();
    afterEach(() => rig.close());

    it('does not delay the others, costs a bounded queue, and is closed after 30 s', async () => {
      const clock = new Clock();
      const monitor = new FakeMonitor();
      const { url } = await rig.serve(monitor, { scheduler: clock });
      const [slow, quick] = [new Raw(url), new Raw(url)];
      rig.later(() => [slow, quick].map((each) => each.close()));
      for (const each of [slow, quick]) {
        await each.opened();
        each.say({ open: 1, view: 'spend', query: { by: 'key' } });
        await eventually(() => each.of(1).length === 1);
      }
      slow.socket.pause();
      const before = buffers();
      // Each row has another text: nothing can be patched.
      const big = (turn: number): void =>
        monitor.rows.next(
          Array.from({ length: 500 }, (_, n) =>
            spendRow(String(n), { name: String(turn).padEnd(1_600, 'x') }),
          ),
        );
      for (let turn = 1; turn <= 30; turn += 1) {
        big(turn);
        await eventually(() => quick.of(1).length === turn + 1, `value ${String(turn)} came late`);
      }
      // Of 30 values of 800 KB the client that does not read holds what the system took, and 1 MiB.
      expect(buffers() - before).to.be.below(20_000_000);
      clock.advance(15 * SECOND);
      clock.advance(15 * SECOND);
      slow.socket.resume();
      await eventually(() => slow.code !== undefined, 'it was not closed');
      expect(slow.code).to.equal(1013);
      expect(slow.of(1).length).to.be.below(25);
      expect(quick.code).to.be.undefined;
    });

    /** A client that has stopped to read, and whose queue is full. */
    const stuffed = async (scheduler: Clock): Promise<{ slow: Raw; monitor: FakeMonitor }> => {
      const monitor = new FakeMonitor();
      const { url } = await rig.serve(monitor, { scheduler });
      const slow = await new Raw(url).opened();
      rig.later(() => slow.close());
      slow.socket.pause();
      monitor.rows.next([spendRow('a', { name: 'x'.repeat(1_100_000) })]);
      for (let id = 1; id <= 20; id += 1) {
        slow.say({ open: id, view: 'spend', query: { by: 'key' } });
        slow.say({ close: id });
      }
      slow.say({ open: 21, view: 'spend', query: { by: 'key' } });
      await eventually(() => monitor.watchers.ever.get('spend') === 21);
      return { slow, monitor };
    };

    it('that asks what is refused, again and again, and reads no answer, is closed with 1008', async () => {
      const clock = new Clock();
      const { slow } = await stuffed(clock);
      for (let turn = 0; turn < 8; turn += 1) {
        for (let n = 0; n < 40; n += 1) slow.say({ open: 22 + turn * 40 + n, view: 'none' });
        // The bucket of its messages is never empty.
        await new Promise((resolve) => setTimeout(resolve, 20));
        clock.advance(SECOND);
      }
      slow.socket.resume();
      expect(await slow.ended()).to.equal(1008);
      expect(slow.heard.filter(({ error }) => error !== undefined)).to.deep.equal([]);
    });

    it('gets the refusals that waited when it reads again', async () => {
      const { slow } = await stuffed(new Clock());
      for (let id = 22; id < 32; id += 1) slow.say({ open: id, view: 'none' });
      slow.socket.resume();
      await eventually(() => slow.heard.filter(({ error }) => error !== undefined).length === 10);
      expect(slow.heard.flatMap(({ id, error }) => (error === undefined ? [] : [id]))).to.deep.equal(
        Array.from({ length: 10 }, (_, n) => 22 + n),
      );
      expect(slow.code).to.be.undefined;
    });
  });
});

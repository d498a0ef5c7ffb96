import { once } from 'node:events';
import { expect } from 'chai';
import { EMPTY, type Observable } from 'rxjs';
import { WebSocket } from 'ws';
import { startRelay } from '../../examples/websocket-relay/relay.js';
import type { Monitor } from '../../src/monitor/monitor.js';
import type { MonitorRecord } from '../../src/records/index.js';
import { eventually } from '../node/gateway/support/clients.js';
import { FakeMonitor, spendRow } from '../node/gateway/support/fake-monitor.js';
import { Stage } from './support/stage.js';

interface Heard {
  readonly topic: string;
  readonly value: unknown;
}

/** A client, and what it heard. */
class Client {
  readonly heard: Heard[] = [];
  readonly socket: WebSocket;
  code: number | undefined;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url, { headers });
    this.socket.on('message', (data: Buffer) => this.heard.push(JSON.parse(data.toString()) as Heard));
    this.socket.on('close', (code) => (this.code = code));
    this.socket.on('error', () => undefined);
  }

  of(topic: string): readonly unknown[] {
    return this.heard.filter((each) => each.topic === topic).map(({ value }) => value);
  }

  close(): void {
    this.socket.terminate();
  }
}

class RecordingMonitor extends FakeMonitor implements Monitor {
  records(): Observable<MonitorRecord> {
    return EMPTY;
  }
}

const latestOf = <T>(stage: Stage, stream: Observable<T>): (() => string) => {
  let latest: T | undefined;
  const watching = stream.subscribe((value) => (latest = value));
  stage.later(() => watching.unsubscribe());
  return () => JSON.stringify(latest);
};

describe('the example websocket-relay', () => {
  const stage = new Stage();
  afterEach(() => stage.close());

  const relay = async (monitor: Monitor) => {
    const { url } = stage.keep(await startRelay(monitor, { port: 0 }));
    return { url, connect: (headers?: Record<string, string>) => stage.keep(new Client(url, headers)) };
  };

  it('sends every client the figures of the monitor, and reads each list once for all', async () => {
    const { box, monitor } = await stage.watch();
    const { connect } = await relay(monitor);
    const first = connect();
    await once(first.socket, 'open');
    const clients = [first, connect()];
    const spend = latestOf(stage, monitor.spend({ by: 'project', window: '24h', limit: 10 }));
    const findings = latestOf(stage, monitor.findings$);
    const hasAll = (client: Client): boolean =>
      spend().includes('"state":"ready"') &&
      JSON.stringify(client.of('spend').at(-1)) === spend() &&
      JSON.stringify(client.of('findings').at(-1)) === findings();
    await eventually(() => clients.every(hasAll), 'a client has other figures');
    expect(findings()).to.include('"rule"');

    const users = box.control.counts().openai.users;
    const read = first.of('record') as readonly { readonly uid: string; readonly resource: string }[];
    const people = read.filter(({ resource }) => resource === 'users').map(({ uid }) => uid);
    expect(new Set(people).size).to.equal(users).and.equal(people.length);
    const pages = box.control.requests().filter(({ path }) => path.endsWith('/organization/users'));
    expect(new Set(pages.map(({ query }) => JSON.stringify(query))).size).to.equal(pages.length);

    const late = connect();
    await eventually(() => hasAll(late), 'who comes late does not begin with the present figures');
  });

  it('a client that does not read delays no other, and gets the newest value when it reads again', async () => {
    const monitor = new RecordingMonitor();
    stage.later(() => monitor.close());
    const { connect } = await relay(monitor);
    const [slow, quick] = [connect(), connect()];
    await eventually(() => [slow, quick].every((each) => each.of('spend').length === 1));
    slow.socket.pause();
    const turns = 30;
    for (let turn = 1; turn <= turns; turn += 1) {
      monitor.rows.next([spendRow('p', { name: 'x'.repeat(500_000), requests: turn })]);
      await eventually(() => quick.of('spend').length === turn + 1, `value ${String(turn)} came late`);
    }
    expect(monitor.watchers.ever.get('spend')).to.equal(1);
    slow.socket.resume();
    const newest = (client: Client): unknown =>
      (client.of('spend').at(-1) as { rows: { requests?: number }[] }).rows[0]?.requests;
    await eventually(() => newest(slow) === turns, 'the newest value does not come');
    expect(slow.of('spend').length).to.be.below(turns);
  });

  it('lets no page of a browser in, and takes no long message', async () => {
    const { connect } = await relay(new RecordingMonitor());
    const page = connect({ origin: 'https://evil.example' });
    await eventually(() => page.code !== undefined, 'a page was let in');
    expect(page.heard).to.deep.equal([]);
    const talker = connect();
    await once(talker.socket, 'open');
    talker.socket.send('x'.repeat(2_000));
    await eventually(() => talker.code !== undefined, 'a long message was read');
    expect(talker.code).to.equal(1009);
  });

  it('leaves the monitor when nobody is connected any more, and says goodbye when the monitor ends', async () => {
    const monitor = new RecordingMonitor();
    const { connect } = await relay(monitor);
    const first = connect();
    await eventually(() => first.of('spend').length === 1);
    first.close();
    await eventually(() => monitor.watchers.now.get('spend') === 0, 'it goes on for nobody');
    const second = connect();
    await eventually(() => second.of('spend').length === 1);
    monitor.close();
    await eventually(() => second.code !== undefined, 'the connection stays');
    expect(second.code).to.equal(1001);
  });
});

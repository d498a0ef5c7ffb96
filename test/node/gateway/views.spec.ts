import { expect } from 'chai';
import type { SpendTable } from '../../../src/monitor/shapes.js';
import { CLIENTS, eventually, type AnyClient } from './support/clients.js';
import { FakeMonitor, finding, spendRow } from './support/fake-monitor.js';
import { Rig } from './support/rig.js';

const ids = (value: unknown): string => (value as SpendTable).rows.map(({ id }) => id).join('');

for (const [name, make] of Object.entries(CLIENTS))
  describe(`views of a gateway, seen by ${name}`, () => {
    const rig = new Rig();
    afterEach(() => rig.close());

    const connect = (url: string): AnyClient => {
      const client = make(url);
      rig.later(() => client.close());
      return client;
    };

    it('every change of rows arrives: new, changed, gone and moved ones', async () => {
      const monitor = new FakeMonitor();
      const gateway = await rig.serve(monitor);
      const got = connect(gateway.url).watch('spend', { by: 'key' });
      const orders = ['abc', 'cab', 'bd', 'd', 'dcba', 'abcd', '', 'xyz', 'zyx', 'zyxabc', 'cx'];
      for (const [turn, order] of orders.entries()) {
        monitor.rows.next(Array.from(order).map((id) => spendRow(id, { requests: id === 'a' ? turn : 0 })));
        await eventually(() => got.values.length > 0 && ids(got.values.at(-1)) === order, order);
        const last = got.values.at(-1) as SpendTable;
        expect(last.total).to.equal(order.length);
        for (const row of last.rows) expect(row.requests).to.equal(row.id === 'a' ? turn : 0);
      }
    });

    it('a list without a table around it arrives in the same way', async () => {
      const monitor = new FakeMonitor();
      const gateway = await rig.serve(monitor);
      const got = connect(gateway.url).watch('findings');
      for (const order of ['abc', 'ca', 'adc', '']) {
        monitor.findings.next(Array.from(order).map((id) => finding(id)));
        const now = (): string =>
          ((got.values.at(-1) ?? []) as { id: string }[]).map(({ id }) => id).join('');
        await eventually(() => got.values.length > 0 && now() === order, order);
      }
    });

    it('rows that cannot be distinguished are sent whole', async () => {
      const monitor = new FakeMonitor();
      const gateway = await rig.serve(monitor);
      const got = connect(gateway.url).watch('spend', { by: 'key' });
      for (const order of ['aab', 'baa', 'ab', 'aa']) {
        monitor.rows.next(Array.from(order).map((id) => spendRow(id)));
        await eventually(() => got.values.length > 0 && ids(got.values.at(-1)) === order, order);
      }
    });

    it('the same view is computed once, however many clients have it open and however they spell it', async () => {
      const monitor = new FakeMonitor();
      monitor.rows.next([spendRow('a')]);
      const gateway = await rig.serve(monitor);
      const clients = Array.from({ length: 20 }, () => connect(gateway.url));
      const got = clients.map((client, at) =>
        client.watch('spend', at % 2 === 0 ? { by: 'key', limit: 9 } : { limit: 9, by: 'key' }),
      );
      await eventually(() => got.every(({ values }) => values.length > 0 && ids(values.at(-1)) === 'a'));
      expect(monitor.watchers.ever.get('spend')).to.equal(1);
      const other = connect(gateway.url).watch('spend', { by: 'key', limit: 8 });
      await eventually(() => other.values.length > 0 && ids(other.values.at(-1)) === 'a');
      expect(monitor.watchers.now.get('spend')).to.equal(2);
      for (const each of [...got, other]) each.leave();
      await eventually(() => monitor.watchers.now.get('spend') === 0, 'the views were never left');
    });

    it('a query that makes no sense is refused with a code; the others go on', async () => {
      const monitor = new FakeMonitor();
      const gateway = await rig.serve(monitor);
      const client = connect(gateway.url);
      const good = client.watch('spend', { by: 'key' });
      const bad = client.watch('spend', { by: 'colour' });
      await eventually(() => bad.refused.length > 0);
      expect(bad.refused).to.deep.equal(['query']);
      monitor.rows.next([spendRow('a')]);
      await eventually(() => good.values.length > 0 && ids(good.values.at(-1)) === 'a');
    });

    it('after a restart of the gateway the same views go on, and until then the old values stay', async () => {
      const monitor = new FakeMonitor();
      monitor.rows.next([spendRow('a')]);
      const first = await rig.serve(monitor);
      const got = connect(first.url).watch('spend', { by: 'key' });
      await eventually(() => got.values.length > 0 && ids(got.values.at(-1)) === 'a');
      await first.close();
      const before = got.values.length;
      monitor.rows.next([spendRow('b')]);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(got.values.slice(before).map(ids)).to.deep.equal([]);
      await rig.serve(monitor, { port: first.port });
      await eventually(() => ids(got.values.at(-1)) === 'b', 'the client never came back');
      // A clean close and a loss are the same to those who look: nothing between the old and the new value.
      expect(got.values.slice(before).map(ids)).to.deep.equal(['b']);
    });

    it('events arrive each once, over any number of lost connections', async () => {
      const monitor = new FakeMonitor();
      const gateway = await rig.serve(monitor);
      let { port } = gateway;
      let now = gateway;
      const got = connect(gateway.url).changes();
      await eventually(() => monitor.watchers.now.get('changes') === 2, 'the changes were never opened');
      for (let turn = 0; turn < 4; turn += 1) {
        monitor.tell(3);
        await now.close();
        monitor.tell(2);
        now = await rig.serve(monitor, { port });
        port = now.port;
        await eventually(
          () => got.values.length === (turn + 1) * 5,
          `${String(got.values.length)} events came`,
        );
      }
      const positions = got.values.map(({ position }) => position);
      expect(positions).to.deep.equal(Array.from({ length: 20 }, (_, n) => `epoch.${String(n + 1)}`));
    });

    it('a client that was connected and has seen no event loses none that happens while it is away', async () => {
      const monitor = new FakeMonitor();
      monitor.tell(5);
      const gateway = await rig.serve(monitor);
      const got = connect(gateway.url).changes();
      await eventually(() => monitor.watchers.now.get('changes') === 2, 'the changes were never opened');
      // The position is on its way.
      await new Promise((resolve) => setTimeout(resolve, 30));
      await gateway.close();
      monitor.tell(2);
      await rig.serve(monitor, { port: gateway.port });
      await eventually(() => got.values.length === 2);
      expect(got.values.map(({ position }) => position)).to.deep.equal(['epoch.6', 'epoch.7']);
    });

    it('what the log no longer holds is a gap, which says where it begins and ends', async () => {
      const monitor = new FakeMonitor(10);
      monitor.tell(100);
      const gateway = await rig.serve(monitor);
      const got = connect(gateway.url).changes('epoch.3');
      await eventually(() => got.values.at(-1)?.position === 'epoch.100');
      expect(got.values[0]).to.include({ kind: 'gap', from: 'epoch.3' });
      const after = Number(got.values[0]?.position.split('.')[1]);
      expect(got.values.slice(1).map(({ position }) => position)).to.deep.equal(
        Array.from({ length: 100 - after }, (_, n) => `epoch.${String(after + n + 1)}`),
      );
    });

    it('a long log is sent whole to a client that reads, however much may be queued', async () => {
      const monitor = new FakeMonitor();
      monitor.tell(4_000, { text: 'x'.repeat(500) });
      const gateway = await rig.serve(monitor);
      const got = connect(gateway.url).changes('epoch.0');
      await eventually(() => got.values.length >= 4_000, `only ${String(got.values.length)} came`);
      expect(got.values.map(({ position }) => position)).to.deep.equal(
        Array.from({ length: 4_000 }, (_, n) => `epoch.${String(n + 1)}`),
      );
    });
  });

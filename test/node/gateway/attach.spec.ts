import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import fastify from 'fastify';
import { WebSocketServer } from 'ws';
import { attachMonitor } from '../../../src/node/gateway/attach-monitor.js';
import { eventually } from './support/clients.js';
import { FakeMonitor, finding } from './support/fake-monitor.js';
import { Raw } from './support/raw.js';
import { Rig, until } from './support/rig.js';

interface Host {
  readonly server: Server;
  readonly url: string;
  close(): Promise<unknown>;
}

const urlOf = (server: Server): string =>
  `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

const closing = (server: Server) => (): Promise<unknown> =>
  new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });

const listening = (server: Server): Promise<Host> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ server, url: urlOf(server), close: closing(server) })),
  );

const HOSTS: Readonly<Record<string, () => Promise<Host>>> = {
  'a bare server': () => listening(createServer((_, response) => response.end('own'))),
  Express: () => {
    const app = express();
    app.get('/own', (_, response) => void response.send('own'));
    return listening(createServer(app));
  },
  Fastify: async () => {
    const app = fastify();
    app.get('/own', () => 'own');
    await app.listen({ port: 0, host: '127.0.0.1' });
    return { server: app.server, url: urlOf(app.server), close: () => app.close() };
  },
};

for (const [name, make] of Object.entries(HOSTS))
  describe(`a monitor attached to ${name}`, () => {
    const rig = new Rig();
    afterEach(() => rig.close());

    const host = async (): Promise<Host> => {
      const made = await make();
      rig.later(() => made.close());
      return made;
    };

    it('is served under its path, and the server goes on with its own', async () => {
      const { server, url } = await host();
      const monitor = new FakeMonitor();
      monitor.findings.next([finding('a')]);
      const attached = attachMonitor(server, monitor);
      rig.later(() => attached.close());
      const remote = rig.connect(`${url}/monitor`);
      expect(await until(remote.findings$, ({ length }) => length === 1)).to.have.length(1);
      expect(await (await fetch(`${url}/own`)).text()).to.equal('own');
    });

    it('answers no other path; close() lets the server go on', async () => {
      const { server, url } = await host();
      const attached = attachMonitor(server, new FakeMonitor(), { path: '/watch' });
      const other = new Raw(`${url}/monitor`);
      await eventually(() => other.status !== undefined);
      expect(other.status).to.equal(404);
      const client = await new Raw(`${url}/watch?x=1`).opened();
      await attached.close();
      expect(await client.ended()).to.equal(1001);
      expect(await (await fetch(`${url}/own`)).text()).to.equal('own');
    });
  });

describe('attachMonitor', () => {
  const rig = new Rig();
  afterEach(() => rig.close());

  const host = async (address = '127.0.0.1'): Promise<{ server: Server; port: number }> => {
    const server = createServer();
    rig.later(closing(server));
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    return { server, port: (server.address() as AddressInfo).port };
  };

  it('leaves other websockets of the server to their owners', async () => {
    const { server, port } = await host();
    const own = new WebSocketServer({ noServer: true });
    rig.later(() => own.close());
    server.on('upgrade', (request, socket, head) => {
      if (request.url === '/own')
        own.handleUpgrade(request, socket, head, (client) => client.send('{"own":true}'));
    });
    const attached = attachMonitor(server, new FakeMonitor());
    rig.later(() => attached.close());
    const client = new Raw(`http://127.0.0.1:${String(port)}/own`, []);
    rig.later(() => client.close());
    await client.opened();
    expect(client.heard).to.deep.equal([{ own: true }]);
  });

  for (const order of ['before', 'behind'] as const)
    it(`another websocket server of the package ws, attached ${order} it, refuses none of its clients`, async () => {
      const { server, port } = await host();
      const url = `http://127.0.0.1:${String(port)}`;
      const other = (): void => {
        const own = new WebSocketServer({ server, path: '/own' });
        own.on('connection', (client) => client.send('{"own":true}'));
        rig.later(() => own.close());
      };
      if (order === 'before') other();
      const attached = attachMonitor(server, new FakeMonitor());
      rig.later(() => attached.close());
      if (order === 'behind') other();
      const client = new Raw(`${url}/monitor`);
      const theirs = new Raw(`${url}/own`, []);
      rig.later(() => client.close());
      rig.later(() => theirs.close());
      await client.opened();
      await theirs.opened();
      await eventually(() => client.heard.length > 0 && theirs.heard.length > 0);
      expect(client.heard[0]).to.have.property('beat');
      expect(theirs.heard).to.deep.equal([{ own: true }]);
    });

  it('two monitors are each under its path, and what is for neither is refused', async () => {
    const { server, port } = await host();
    const url = `http://127.0.0.1:${String(port)}`;
    const emit: unknown = Reflect.get(server, 'emit');
    const all = ['/a', '/b'].map((path) => attachMonitor(server, new FakeMonitor(), { path }));
    rig.later(() => Promise.all(all.map((each) => each.close())));
    for (const path of ['/a', '/b']) {
      const client = new Raw(url + path);
      rig.later(() => client.close());
      await client.opened();
    }
    const lost = new Raw(`${url}/c`);
    await eventually(() => lost.status !== undefined);
    expect(lost.status).to.equal(404);
    for (const each of [...all].reverse()) await each.close();
    expect(Reflect.get(server, 'emit'), 'the server is as it was').to.equal(emit);
    expect(server.listenerCount('upgrade')).to.equal(0);
  });

  it('a second one on the same path takes over until it is closed', async () => {
    const { server, port } = await host();
    const url = `http://127.0.0.1:${String(port)}/monitor`;
    const [first, second] = [new FakeMonitor(), new FakeMonitor()];
    const attached = attachMonitor(server, first);
    const newer = attachMonitor(server, second);
    rig.later(() => attached.close());
    const clientOf = async (): Promise<void> => {
      const client = new Raw(url);
      rig.later(() => client.close());
      await client.opened();
      client.say({ open: 1, view: 'findings' });
    };
    await clientOf();
    await eventually(() => second.findings.observed);
    await newer.close();
    await clientOf();
    await eventually(() => first.findings.observed);
  });

  it('leaves nothing on a server where each is attached before the one before it is closed', async () => {
    const { server } = await host();
    const own: unknown = Reflect.get(server, 'emit');
    let last = attachMonitor(server, new FakeMonitor());
    const between: unknown = Reflect.get(server, 'emit');
    for (let turn = 0; turn < 5; turn += 1) {
      const next = attachMonitor(server, new FakeMonitor());
      await last.close();
      // A second time does nothing.
      await last.close();
      last = next;
      expect(Reflect.get(server, 'emit')).to.equal(between);
    }
    await last.close();
    expect(Reflect.get(server, 'emit')).to.equal(own);
    expect(Object.hasOwn(server, 'emit')).to.equal(false);
    expect(server.listenerCount('upgrade')).to.equal(0);
  });

  it('without a token or authorize it is for this machine, and for its names, only', async () => {
    const { server, port } = await host();
    const attached = attachMonitor(server, new FakeMonitor());
    rig.later(() => attached.close());
    const rebound = new Raw(`http://127.0.0.1:${String(port)}/monitor`, undefined, {
      headers: { host: 'evil.com' },
    });
    await eventually(() => rebound.status !== undefined);
    expect(rebound.status).to.equal(403);
  });

  it('with authorize it answers to every name, and still to no foreign page', async () => {
    const { server, port } = await host();
    const attached = attachMonitor(server, new FakeMonitor(), { authorize: () => true });
    rig.later(() => attached.close());
    const url = `http://127.0.0.1:${String(port)}/monitor`;
    const named = new Raw(url, undefined, {
      headers: { host: 'app.example.com' },
      origin: 'https://app.example.com',
    });
    rig.later(() => named.close());
    await named.opened();
    const foreign = new Raw(url, undefined, {
      headers: { host: 'app.example.com' },
      origin: 'https://evil.com',
    });
    await eventually(() => foreign.status !== undefined);
    expect(foreign.status).to.equal(403);
  });
});

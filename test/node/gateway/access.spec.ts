import { request, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect } from 'chai';
import type { Scope } from '../../../src/monitor/queries.js';
import { serveMonitor, type ServedMonitor } from '../../../src/node/gateway/serve-monitor.js';
import { SUBPROTOCOL, TOKEN_PREFIX } from '../../../src/monitor/connect/protocol.js';
import { protocolOfToken } from '../../../src/monitor/connect/web-socket.js';
import { Clock, SECOND } from '../../monitor/support/clock.js';
import { credential, ref } from '../../monitor/support/records.js';
import { eventually } from './support/clients.js';
import { FakeMonitor, spendRow } from './support/fake-monitor.js';
import { Raw } from './support/raw.js';
import { Rig } from './support/rig.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const get = (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request(url, { headers, method }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    })
      .on('error', reject)
      .end();
  });

describe('who is let in', () => {
  const rig = new Rig();
  afterEach(() => rig.close());

  const raw = (
    url: string,
    protocols?: readonly string[],
    headers: Record<string, string> = {},
    origin?: string,
  ): Raw => {
    const client = new Raw(url, protocols, { headers, ...(origin === undefined ? {} : { origin }) });
    rig.later(() => client.close());
    return client;
  };

  const settled = async (client: Raw): Promise<string> => {
    await eventually(
      () => client.heard.length > 0 || client.code !== undefined || client.status !== undefined,
    );
    return client.status === undefined
      ? client.code === undefined
        ? 'in'
        : String(client.code)
      : String(client.status);
  };

  it('without anything else it listens on 127.0.0.1 only', async () => {
    const gateway = await rig.serve(new FakeMonitor());
    expect(gateway.url).to.equal(`http://127.0.0.1:${String(gateway.port)}`);
    const other = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === 'IPv4' && !each.internal);
    if (other === undefined) return;
    const error = await get(`http://${other.address}:${String(gateway.port)}/healthz`).catch(
      (each: unknown) => each,
    );
    expect(error).to.have.property('code', 'ECONNREFUSED');
  });

  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'example.com'])
    it(`the address ${host} needs a token, or authorize`, async () => {
      const error = await serveMonitor(new FakeMonitor(), { port: 0, host }).catch((each: unknown) => each);
      expect(error).to.be.instanceOf(RangeError).with.property('message').that.includes('token');
    });

  it('rejects where the port is taken', async () => {
    const { port } = await rig.serve(new FakeMonitor());
    const error = await serveMonitor(new FakeMonitor(), { port }).catch((each: unknown) => each);
    expect(error).to.have.property('code', 'EADDRINUSE');
  });

  it('rejects an empty token', async () => {
    const error = await serveMonitor(new FakeMonitor(), { port: 0, token: '' }).catch(
      (each: unknown) => each,
    );
    expect(error).to.be.instanceOf(RangeError);
  });

  it('a Host of another name is refused: for sockets, the page, metrics and health', async () => {
    const { url } = await rig.serve(new FakeMonitor());
    const headers = { host: 'rebound.evil.com' };
    expect(await settled(raw(url, [SUBPROTOCOL], headers))).to.equal('403');
    for (const path of ['/', '/metrics', '/healthz', '/x.js'])
      expect((await get(url + path, headers)).status, path).to.equal(403);
    expect(await settled(raw(url, [SUBPROTOCOL], { host: 'localhost:1' }))).to.equal('in');
  });

  it('pages of other origins are refused, but for those that are allowed', async () => {
    const { url, port } = await rig.serve(new FakeMonitor(), { allowedOrigins: ['https://app.example.com'] });
    expect(await settled(raw(url, undefined, {}, 'https://evil.com'))).to.equal('403');
    expect(await settled(raw(url, undefined, {}, 'null'))).to.equal('403');
    expect(await settled(raw(url, undefined, {}, 'https://app.example.com'))).to.equal('in');
    expect(await settled(raw(url, undefined, {}, `http://127.0.0.1:${String(port)}`))).to.equal('in');
    expect(await settled(raw(url, undefined, { host: 'app.example.com' }))).to.equal('in');
  });

  it('the subprotocol must be offered', async () => {
    const { url } = await rig.serve(new FakeMonitor());
    expect(await settled(raw(url, []))).to.equal('400');
    expect(await settled(raw(url, ['graphql-ws']))).to.equal('400');
  });

  it('a token is taken from the header, the cookie or a subprotocol; not from the URL', async () => {
    const { url } = await rig.serve(new FakeMonitor(), { token: 'sesame' });
    const offered = protocolOfToken(TOKEN_PREFIX, 'sesame');
    expect(await settled(raw(url, undefined, { authorization: 'Bearer sesame' }))).to.equal('in');
    expect(await settled(raw(url, undefined, { cookie: 'headwater-token=sesame' }))).to.equal('in');
    const browser = raw(url, [SUBPROTOCOL, offered]);
    expect(await settled(browser)).to.equal('in');
    // The answer repeats no secret.
    expect(browser.socket.protocol).to.equal(SUBPROTOCOL);
    expect(await settled(raw(`${url}/?token=sesame`))).to.equal('4401');
    expect(await settled(raw(url))).to.equal('4401');
    expect(await settled(raw(url, undefined, { authorization: 'Bearer wrong' }))).to.equal('4401');
  });

  it('whoever is refused gets nothing, whatever it sends', async () => {
    const monitor = new FakeMonitor();
    const { url } = await rig.serve(monitor, { token: 'sesame' });
    const client = raw(url);
    client.socket.on('open', () => client.say({ open: 1, view: 'findings' }));
    expect(await client.ended()).to.equal(4401);
    expect(client.heard).to.deep.equal([]);
    expect(monitor.watchers.ever.size).to.equal(0);
  });

  it('/metrics asks for the same token as the socket; health and the page hold no data', async () => {
    const { url } = await rig.serve(new FakeMonitor(), { token: 'sesame' });
    const refused = await get(`${url}/metrics`);
    expect(refused.status).to.equal(401);
    expect(refused.headers['www-authenticate']).to.equal('Bearer');
    expect((await get(`${url}/metrics`, { authorization: 'Bearer sesame' })).status).to.equal(200);
    expect((await get(`${url}/healthz`)).text).to.equal('{"status":"ok"}');
    expect((await get(url)).status).to.equal(200);
  });

  const answers: readonly [string, unknown, string][] = [
    ['true', true, 'in'],
    ['a promise of true', Promise.resolve(true), 'in'],
    ['a scope', { projects: ['p1'] }, 'in'],
    ['an owner', { owner: 'u1' }, 'in'],
    ['false', false, '4401'],
    ['nothing', undefined, '4401'],
    ['null', null, '4401'],
    ['a text', 'yes', '4401'],
    ['a scope without any member', {}, '4401'],
    ['a scope with a slip', { project: ['p1'] }, '4401'],
    ['a scope that holds no texts', { projects: [1] }, '4401'],
    ['a scope of references', { projects: [{ source: 'acme', kind: 'project', id: 'p1' }, 'p2'] }, 'in'],
    ['an owner of one source', { owner: { source: 'acme', id: 'u1' } }, 'in'],
    ['a scope of a reference without an id', { projects: [{ source: 'acme' }] }, '4401'],
    ['an owner without a source', { owner: { id: 'u1' } }, '4401'],
    ['an owner that is a list', { owner: ['u1'] }, '4401'],
    ['a list', ['p1'], '4401'],
  ];
  for (const [what, answer, outcome] of answers)
    it(`authorize that answers with ${what}: ${outcome}`, async () => {
      const authorize = (): Promise<Scope> => Promise.resolve(answer) as Promise<Scope>;
      const { url } = await rig.serve(new FakeMonitor(), { authorize });
      expect(await settled(raw(url))).to.equal(outcome);
    });

  it('authorize that throws or rejects lets nobody in', async () => {
    const throws = (): never => {
      throw new Error('down');
    };
    for (const authorize of [throws, () => Promise.reject(new Error('down'))]) {
      const { url } = await rig.serve(new FakeMonitor(), { authorize });
      expect(await settled(raw(url))).to.equal('4401');
      expect((await get(`${url}/metrics`)).status).to.equal(401);
    }
  });

  it('after 10 s without an answer the client is let go', async () => {
    const clock = new Clock();
    let asked = 0;
    const authorize = (): Promise<boolean> => new Promise(() => (asked += 1));
    const { url } = await rig.serve(new FakeMonitor(), { authorize, scheduler: clock });
    const client = raw(url);
    await eventually(() => asked === 1);
    clock.advance(9 * SECOND);
    expect(client.code).to.be.undefined;
    clock.advance(SECOND);
    await client.ended();
  });

  it('after 10 s without an answer a reader of metrics is let go, too', async () => {
    const clock = new Clock();
    let asked = 0;
    const authorize = (): Promise<boolean> => new Promise(() => (asked += 1));
    const { url } = await rig.serve(new FakeMonitor(), { authorize, scheduler: clock });
    let status: number | undefined;
    const answered = get(`${url}/metrics`).then((answer) => (status = answer.status));
    await eventually(() => asked === 1);
    clock.advance(9 * SECOND);
    // One that was asked later has been answered: so would this one have been.
    expect((await get(`${url}/healthz`)).status).to.equal(200);
    expect(status).to.be.undefined;
    clock.advance(SECOND);
    await answered;
    expect(status).to.equal(503);
  });

  /** A server whose `authorize` never answers, and requests that wait for it. */
  const waiting = async (
    ...ask: readonly ((gateway: ServedMonitor) => void)[]
  ): Promise<{ gateway: ServedMonitor; clock: Clock; timers: number }> => {
    const clock = new Clock();
    let asked = 0;
    const authorize = (): Promise<boolean> => new Promise(() => (asked += 1));
    const gateway = await rig.serve(new FakeMonitor(), { authorize, scheduler: clock });
    const timers = clock.actions.length;
    for (const each of ask) each(gateway);
    await eventually(() => asked === ask.length);
    expect(clock.actions).to.have.length(timers + ask.length);
    return { gateway, clock, timers };
  };

  it('a reader of metrics that leaves while it is being decided on leaves no timer', async () => {
    let socket: Socket | undefined;
    const { clock, timers } = await waiting(({ port }) => {
      socket = connect(port, '127.0.0.1');
      socket.write('GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    });
    socket?.destroy();
    await eventually(() => clock.actions.length === timers);
  });

  it('the end of the gateway leaves no timer of those that are being decided on', async () => {
    const { gateway, clock } = await waiting(
      ({ url }) => void get(`${url}/metrics`).catch(() => undefined),
      ({ url }) => void raw(url),
    );
    await gateway.close();
    await eventually(() => clock.actions.length === 0);
  });

  it('authorize sees the request; with a token too, both are needed', async () => {
    const authorize = ({ headers }: { headers: IncomingHttpHeaders }): boolean => headers['x-user'] === 'ana';
    const { url } = await rig.serve(new FakeMonitor(), { authorize, token: 'sesame' });
    const authorization = 'Bearer sesame';
    expect(await settled(raw(url, undefined, { authorization, 'x-user': 'ana' }))).to.equal('in');
    expect(await settled(raw(url, undefined, { authorization }))).to.equal('4401');
    expect(await settled(raw(url, undefined, { 'x-user': 'ana' }))).to.equal('4401');
  });

  it('an authorize that never answers delays no other, and not the end', async () => {
    const authorize = ({ headers }: { headers: IncomingHttpHeaders }): Promise<boolean> =>
      headers['x-slow'] === undefined ? Promise.resolve(true) : new Promise(() => undefined);
    const gateway = await rig.serve(new FakeMonitor(), { authorize });
    const slow = raw(gateway.url, undefined, { 'x-slow': '1' });
    expect(await settled(raw(gateway.url))).to.equal('in');
    expect(slow.code).to.be.undefined;
    await gateway.close();
    await eventually(() => slow.code !== undefined || slow.status !== undefined);
  });

  it('a client that leaves while it is being decided on harms nobody', async () => {
    const decisions: ((isIn: boolean) => void)[] = [];
    const authorize = (): Promise<boolean> => new Promise((resolve) => decisions.push(resolve));
    const { url } = await rig.serve(new FakeMonitor(), { authorize });
    const client = raw(url);
    await eventually(() => decisions.length === 1);
    client.close();
    await client.ended();
    const next = raw(url);
    await eventually(() => decisions.length === 2);
    for (const decide of decisions) decide(true);
    expect(await settled(next)).to.equal('in');
  });

  it('what is in different scopes is never shared', async () => {
    const monitor = new FakeMonitor();
    monitor.rows.next([spendRow('a', { source: 'p1' }), spendRow('b', { source: 'p2' })]);
    const authorize = ({ headers }: { headers: IncomingHttpHeaders }): boolean | Scope =>
      headers['x-projects'] === undefined ? true : { projects: String(headers['x-projects']).split(',') };
    const { url } = await rig.serve(monitor, { authorize });
    const seen: string[] = [];
    for (const projects of [undefined, 'p1', 'p2', 'p1,p2', 'p3']) {
      const client = await raw(
        url,
        undefined,
        projects === undefined ? {} : { 'x-projects': projects },
      ).opened();
      client.say({ open: 1, view: 'spend', query: { by: 'key' } });
      await eventually(() => client.of(1).length > 0);
      seen.push(
        JSON.stringify(client.of(1))
          .match(/"id":"[ab]"/g)
          ?.join('') ?? '',
      );
    }
    expect(seen).to.deep.equal(['"id":"a""id":"b"', '"id":"a"', '"id":"b"', '"id":"a""id":"b"', '']);
  });

  it('a scope is what it was when the client came in, whatever the program does with its object', async () => {
    const keyIn = (project: string) =>
      credential(`key-${project}`, { scopeContainer: ref('project', project) });
    rig.keys.records = [keyIn('p1'), keyIn('p2')];
    // One object for all, as a program may have it that saves garbage.
    const shared = { projects: [{ source: 'acme', id: '' }] };
    const { url } = await rig.serve(rig.monitor(), {
      authorize: ({ headers }) => {
        shared.projects[0]!.id = String(headers['x-projects']);
        return shared;
      },
    });
    const clients: Raw[] = [];
    for (const projects of ['p1', 'p2'])
      clients.push(await raw(url, undefined, { 'x-projects': projects }).opened());
    const seen: string[] = [];
    for (const client of clients) {
      client.say({ open: 1, view: 'credentials', query: {} });
      await eventually(() => JSON.stringify(client.of(1)).includes('key-'));
      seen.push(
        JSON.stringify(client.of(1))
          .match(/"id":"key-p."/g)
          ?.join('') ?? '',
      );
    }
    expect(seen).to.deep.equal(['"id":"key-p1"', '"id":"key-p2"']);
  });

  it('whoever sees a part sees no metrics: they are totals', async () => {
    const { url } = await rig.serve(new FakeMonitor(), { authorize: () => ({ projects: ['p1'] }) });
    expect((await get(`${url}/metrics`)).status).to.equal(403);
  });

  it('only GET and HEAD', async () => {
    const { url } = await rig.serve(new FakeMonitor());
    expect((await get(url, {}, 'POST')).status).to.equal(405);
    expect((await get(`${url}/healthz`, {}, 'HEAD')).status).to.equal(200);
    expect((await get(`${url}/healthz`, {}, 'HEAD')).text).to.equal('');
  });
});

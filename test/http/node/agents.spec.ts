import { readFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { firstValueFrom, reduce, switchMap } from 'rxjs';
import { agentsFor } from '../../../src/http/node/agents.js';
import { proxiesIn, type Environment } from '../../../src/http/node/proxies.js';
import { transportOver } from '../../../src/http/node/undici-transport.js';
import { NoResponseError } from '../../../src/http/transport.js';
import { startLoopback, type Loopback } from '../../support/loopback.js';
import { startProxy, type Proxy, type ProxyOptions } from '../../support/proxy.js';
import { programOf } from '../../support/program.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/tls/', import.meta.url));
const PROGRAM = new URL('support/proxied.ts', import.meta.url);

interface Closable {
  close(): unknown;
}

describe('the agents of the default transport', () => {
  const open: Closable[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  });

  const opened = <T extends Closable>(each: T): T => {
    open.push(each);
    return each;
  };
  const listen = async (server: Server): Promise<number> => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened({
      close: () => {
        for (const socket of sockets) socket.destroy();
        server.close();
      },
    });
    return (server.address() as AddressInfo).port;
  };
  const target = async (): Promise<Loopback> =>
    opened(await startLoopback((request, response) => response.end(`reached ${request.url ?? ''}`)));
  const proxy = async (options: ProxyOptions = {}): Promise<Proxy> => opened(await startProxy(options));
  const tlsTarget = (): Promise<number> =>
    listen(
      createTlsServer(
        {
          key: readFileSync(`${FIXTURES}localhost.key.pem`),
          cert: readFileSync(`${FIXTURES}localhost.cert.pem`),
        },
        (_request, response) => response.end('reached'),
      ),
    );

  const over = (env: Environment) => transportOver(agentsFor(proxiesIn(env)));
  const get = (env: Environment, url: string, headers = {}): Promise<string> =>
    firstValueFrom(
      over(env)({ method: 'GET', url, headers }).pipe(
        switchMap((response) => response.text(1000)),
        reduce((whole, piece) => whole + piece, ''),
      ),
    );
  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      (value) => expect.fail(`it did not fail: ${String(value)}`),
      (error: unknown) => error,
    );

  it('a request to an http address is forwarded, with its headers', async () => {
    const [server, through] = [await target(), await proxy()];
    const env = { HTTP_PROXY: `http://${through.host}` };
    expect(await get(env, `${server.origin}/a?b=1`, { 'x-api-key': 'k' })).to.equal('reached /a?b=1');
    expect(through.asked).to.deep.equal([
      { method: 'GET', target: `${server.origin}/a?b=1`, login: undefined },
    ]);
    expect(server.seen[0]?.headers).to.include({ 'x-api-key': 'k', host: new URL(server.origin).host });
  });

  it('a host is asked for by its name: the proxy resolves it', async () => {
    const server = await target();
    const { hostname: host, port } = new URL(server.origin);
    const through = await proxy({ target: { host, port: Number(port) } });
    const env = { http_proxy: `http://${through.host}` };
    expect(await get(env, 'http://api.headwater.test/list')).to.equal('reached /list');
    expect(through.asked[0]?.target).to.equal('http://api.headwater.test/list');
  });

  it('a login goes to the proxy alone', async () => {
    const [server, through] = [await target(), await proxy({ login: 'user:p@ss' })];
    const env = { HTTP_PROXY: `http://user:p%40ss@${through.host}` };
    expect(await get(env, server.origin)).to.equal('reached /');
    expect(server.seen[0]?.headers).not.to.have.property('proxy-authorization');
  });

  for (const except of ['127.0.0.1', '*', 'other.test,127.0.0.1:PORT']) {
    it(`NO_PROXY=${except} sends directly`, async () => {
      const [server, through] = [await target(), await proxy()];
      const env = {
        HTTP_PROXY: `http://${through.host}`,
        NO_PROXY: except.replace('PORT', new URL(server.origin).port),
      };
      expect(await get(env, server.origin)).to.equal('reached /');
      expect(through.asked).to.deep.equal([]);
    });
  }

  it('connections to a proxy are kept', async () => {
    const [server, through] = [await target(), await proxy()];
    const env = { HTTP_PROXY: `http://${through.host}` };
    for (let round = 0; round < 4; round += 1) await get(env, server.origin);
    expect(through.connections()).to.equal(1);
  });

  describe('the default transport in a process with proxy variables', () => {
    it('forwards to http, opens a tunnel to https, with the login of the variables', async () => {
      const [plain, port, through] = [await target(), await tlsTarget(), await proxy({ login: 'user:pass' })];
      const login = `http://user:pass@${through.host}`;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [(await programOf(PROGRAM)).script, plain.origin, `https://localhost:${String(port)}`],
        {
          env: {
            ...process.env,
            http_proxy: login,
            https_proxy: login,
            no_proxy: '',
            NODE_EXTRA_CA_CERTS: `${FIXTURES}localhost.cert.pem`,
          },
          timeout: 50_000,
        },
      );
      expect(JSON.parse(stdout)).to.deep.equal(['reached /', 'reached']);
      expect(through.asked.map(({ method, target: what }) => [method, what])).to.deep.equal([
        ['GET', `${plain.origin}/`],
        ['CONNECT', `localhost:${String(port)}`],
      ]);
    });
  });

  const refusals: readonly (readonly [what: string, options: ProxyOptions, error: object])[] = [
    ['asks for a login', { login: 'user:pass' }, { code: 'network-proxy', retryable: false }],
    ['forbids the host', { refuseTunnels: 403 }, { code: 'network-proxy', retryable: false }],
    ['cannot reach the host', { refuseTunnels: 502 }, { code: 'network-proxy', retryable: true }],
    ['closes the connection', { refuseTunnels: 'close' }, { code: 'network-proxy', retryable: true }],
  ];
  for (const [what, options, expected] of refusals) {
    it(`a proxy that ${what} opens no tunnel: an error that says so, after one request`, async () => {
      const through = await proxy(options);
      const error = await failureOf(
        get({ HTTPS_PROXY: `http://${through.host}` }, 'https://api.headwater.test/'),
      );
      expect(error).to.be.instanceOf(NoResponseError).and.to.include(expected);
      expect(through.asked).to.have.lengthOf(1);
      expect(through.asked[0]).to.include({ method: 'CONNECT', target: 'api.headwater.test:443' });
    });
  }

  it('a proxy that asks for a login forwards nothing', async () => {
    const [server, through] = [await target(), await proxy({ login: 'user:pass' })];
    const error = await failureOf(get({ HTTP_PROXY: `http://${through.host}` }, server.origin));
    expect(error)
      .to.be.instanceOf(NoResponseError)
      .and.to.include({ code: 'network-proxy', retryable: false });
    expect(server.seen).to.deep.equal([]);
  });

  it('a proxy that is down is said to be', async () => {
    const through = await startProxy();
    await through.close();
    const error = await failureOf(
      get({ HTTPS_PROXY: `http://${through.host}` }, 'https://api.headwater.test/'),
    );
    expect(error).to.be.instanceOf(NoResponseError).and.to.include({ retryable: true });
    expect((error as NoResponseError).cause).to.have.property('code', 'ECONNREFUSED');
  });

  const hanging = async (): Promise<{ readonly port: number; readonly socket: Promise<Socket> }> => {
    let arrived: (socket: Socket) => void = () => undefined;
    const socket = new Promise<Socket>((resolve) => {
      arrived = resolve;
    });
    const port = await listen(
      createServer((each) => {
        each.on('error', () => undefined);
        // Whatever comes is read, and never answered.
        each.once('data', () => arrived(each)).resume();
      }),
    );
    return { port, socket };
  };
  const closed = (socket: Socket): Promise<void> =>
    new Promise((resolve) => {
      if (socket.closed) resolve();
      else socket.on('close', () => resolve());
    });

  it('unsubscribing closes a connection that is still being opened', async () => {
    const { port, socket } = await hanging();
    const waiting = over({})({
      method: 'GET',
      url: `https://localhost:${String(port)}/`,
      headers: {},
    }).subscribe();
    const connection = await socket;
    waiting.unsubscribe();
    await closed(connection);
  });

  it('and leaves it open while another request waits for it', async () => {
    const { port, socket } = await hanging();
    const url = `https://localhost:${String(port)}/`;
    const waiting = over({})({ method: 'GET', url, headers: {} }).subscribe({ error: () => undefined });
    const other = over({})({ method: 'GET', url, headers: {} }).subscribe({ error: () => undefined });
    const connection = await socket;
    waiting.unsubscribe();
    const isClosed = await Promise.race([
      closed(connection).then(() => true),
      get({}, (await target()).origin),
    ]);
    expect(isClosed).to.equal('reached /');
    other.unsubscribe();
    await closed(connection);
  });

  it('unsubscribing gives up a tunnel that a proxy does not open', async () => {
    const { port, socket } = await hanging();
    const env = { HTTPS_PROXY: `http://127.0.0.1:${String(port)}` };
    const waiting = over(env)({ method: 'GET', url: 'https://api.headwater.test/', headers: {} }).subscribe();
    const connection = await socket;
    waiting.unsubscribe();
    await closed(connection);
  });
});

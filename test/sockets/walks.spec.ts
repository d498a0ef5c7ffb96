import { expect } from 'chai';
import * as t from 'io-ts';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { firstValueFrom, forkJoin, toArray, VirtualTimeScheduler } from 'rxjs';
import { Agent } from 'undici';
import {
  bearer,
  createClient,
  defineEndpoint,
  type Client,
  type ClientEvent,
  type ClientOptions,
} from '../../src/walk/index.js';
import { defaultTransport } from '../../src/http/default-transport.js';
import { fetchTransport } from '../../src/http/fetch-transport.js';
import type { Transport } from '../../src/http/transport.js';
import { undiciTransport } from '../../src/node/index.js';
import { lastId } from '../../src/paging/index.js';
import { pageOf, reply, startSocketServer, type Answer, type SocketServer } from './server.js';

const keys = defineEndpoint({
  id: 'sockets.keys',
  path: '/keys',
  paging: lastId(),
  item: t.type({ id: t.string }),
  key: ['id'],
});

const TLS = fileURLToPath(new URL('../fixtures/tls/localhost', import.meta.url));

const SIZE = 3;

/** Which page a request asks for: the cursor is the id of the last item before it. */
const firstOf = (head: string): number => Number(/after=k(\d+)/.exec(head)?.[1] ?? -1) + 1;

/** The right answer to any request of a list of so many pages. */
const pageFor = (head: string, pages = 3): string => {
  const first = firstOf(head);
  return pageOf(first, SIZE, first + SIZE < pages * SIZE);
};

const serve = (socket: Socket, head: string, pages?: number): void => {
  socket.write(reply(pageFor(head, pages)));
};

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `k${String(index)}`);

/** What there is in Node.js: undici, which is the default, and the global fetch. */
const TRANSPORTS: readonly (readonly [string, Transport])[] = [
  ['undici', defaultTransport()],
  ['undici with a dispatcher of its own', undiciTransport({ dispatcher: new Agent() })],
  ['the global fetch', fetchTransport((url, init) => fetch(url, init))],
];

describe('sockets', () => {
  let server: SocketServer | undefined;

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const start = async (
    answer: Answer,
    options: ClientOptions = {},
    transport = defaultTransport(),
  ): Promise<Client> => {
    server = await startSocketServer(answer);
    const { baseUrl } = server;
    return createClient(
      { name: 'sockets', baseUrl, auth: () => bearer('canary-socket-credential') },
      { transport, retry: { baseMs: 1, maxAttempts: 3 }, ...options },
    );
  };

  const all = async (client: Client): Promise<string[]> =>
    (await firstValueFrom(client.list(keys).pipe(toArray()))).map(({ id }) => id);

  const failure = async (client: Client): Promise<unknown> => {
    try {
      await all(client);
    } catch (error) {
      return error;
    }
    throw new Error('the walk completed');
  };

  const closed = (socket: Socket): Promise<void> =>
    new Promise((resolve) => {
      if (socket.destroyed) resolve();
      else socket.on('close', () => resolve());
    });

  for (const [name, transport] of TRANSPORTS) {
    describe(`over ${name}`, () => {
      const CUTS: readonly (readonly [string, (socket: Socket, body: string) => void])[] = [
        [
          'a reset before any answer',
          (socket) => {
            socket.resetAndDestroy();
          },
        ],
        [
          'a reset in the middle of the body',
          (socket, body) => {
            socket.write(reply(body.slice(0, 20), [`content-length: ${String(body.length)}`]), () => {
              socket.resetAndDestroy();
            });
          },
        ],
        [
          'a content-length longer than the body',
          (socket, body) => {
            socket.end(reply(body, [`content-length: ${String(body.length + 10)}`]));
          },
        ],
        [
          'a chunked body that is cut short',
          (socket, body) => {
            socket.end(reply(`${body.length.toString(16)}\r\n${body}\r\n`, ['transfer-encoding: chunked']));
          },
        ],
        [
          'a body without length that ends in the middle of the JSON',
          (socket, body) => {
            socket.end(reply(body.slice(0, -4), ['connection: close']));
          },
        ],
      ];
      for (const [what, cut] of CUTS) {
        it(`${what}: the page is asked for again, nothing is lost and nothing repeated`, async () => {
          const client = await start(
            (socket, index, head) => {
              if (index === 1) cut(socket, pageFor(head));
              else serve(socket, head);
            },
            {},
            transport,
          );
          expect(await all(client)).to.deep.equal(ids(9));
          expect(server!.requests.map(firstOf)).to.deep.equal([0, 3, 3, 6]);
        });
      }

      it('a connection that is cut each time is a NetworkError after all attempts', async () => {
        const client = await start((socket) => void socket.resetAndDestroy(), {}, transport);
        const error = await failure(client);
        expect(error).to.have.property('name', 'NetworkError');
        expect(error).to.have.property('pageIndex', 0);
        expect(server!.requests).to.have.length(3);
      });

      const NO_HTTP: readonly (readonly [string, string])[] = [
        ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
        ['a status that is none', 'HTTP/1.1 abc\r\n\r\n'],
        ['a header that is none', 'HTTP/1.1 200 OK\r\nno header\r\n\r\n'],
        ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'],
        ['headers without end', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`],
      ];
      for (const [what, bytes] of NO_HTTP) {
        it(`${what} in place of a reply: a NetworkError at once, since asking again does not help`, async () => {
          const client = await start((socket) => void socket.write(bytes), {}, transport);
          const error = await failure(client);
          expect(error).to.include({ name: 'NetworkError', retryable: false });
          expect(server!.requests).to.have.length(1);
        });
      }

      it('chunks that are garbled on their way: the page is asked for again', async () => {
        const client = await start(
          (socket, index, head) => {
            if (index === 1) socket.write(reply('zz\r\n{', ['transfer-encoding: chunked']));
            else serve(socket, head);
          },
          {},
          transport,
        );
        expect(await all(client)).to.deep.equal(ids(9));
      });

      /** A server that counts connections, and asks nothing of them. */
      const counting = async (
        secure: Server,
      ): Promise<{ readonly port: number; readonly count: () => number }> => {
        let count = 0;
        secure.on('connection', () => (count += 1));
        await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
        return { port: (secure.address() as AddressInfo).port, count: () => count };
      };

      it('a certificate that is not accepted: a NetworkError at once', async () => {
        const secure = createTlsServer({
          key: readFileSync(`${TLS}.key.pem`),
          cert: readFileSync(`${TLS}.cert.pem`),
        });
        const { port, count } = await counting(secure);
        const client = await start(
          () => undefined,
          { baseUrl: `https://localhost:${String(port)}` },
          transport,
        );
        const error = await failure(client);
        await new Promise((resolve) => secure.close(resolve));
        expect(error).to.include({
          name: 'NetworkError',
          code: 'network-certificate',
          systemCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
          retryable: false,
        });
        expect(count()).to.equal(1);
      });

      it('a server that speaks plain HTTP behind an https address: a NetworkError at once', async () => {
        const plain = createServer((socket) => {
          socket.on('error', () => undefined).resume();
          socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
        });
        const { port, count } = await counting(plain);
        const client = await start(
          () => undefined,
          { baseUrl: `https://localhost:${String(port)}` },
          transport,
        );
        const error = await failure(client);
        await new Promise((resolve) => plain.close(resolve));
        expect(error).to.include({ name: 'NetworkError', retryable: false });
        expect(count()).to.equal(1);
      });

      it('a server that accepts and never answers: TimeoutError, and the socket is closed', async () => {
        const sockets: Socket[] = [];
        // The time of the client runs on once the request has arrived, however long that takes.
        const scheduler = new VirtualTimeScheduler();
        const client = await start(
          (socket) => {
            sockets.push(socket);
            scheduler.flush();
          },
          { timeoutMs: 20, retry: false, scheduler },
          transport,
        );
        const error = await failure(client);
        expect(error).to.have.property('name', 'TimeoutError');
        expect(error).to.have.property('code', 'timeout-response');
        await closed(sockets[0]!);
      });

      it('a body that stands still: TimeoutError of the watchdog, and the socket is closed', async () => {
        const sockets: Socket[] = [];
        const client = await start(
          (socket, _index, head) => {
            sockets.push(socket);
            const body = pageFor(head);
            socket.write(reply(body.slice(0, 10), [`content-length: ${String(body.length)}`]));
          },
          { stallMs: 20, retry: false },
          transport,
        );
        const error = await failure(client);
        expect(error).to.have.property('name', 'TimeoutError');
        expect(error).to.have.property('code', 'timeout-stall');
        await closed(sockets[0]!);
      });

      it('a body that comes in drips passes: the watchdog counts from piece to piece', async () => {
        const client = await start(
          (socket, _index, head) => {
            const body = pageFor(head, 1);
            socket.write(reply('', [`content-length: ${String(body.length)}`]));
            const drip = (at: number): void => {
              socket.write(body.slice(at, at + 20), () => {
                if (at + 20 < body.length) drip(at + 20);
              });
            };
            drip(0);
          },
          {},
          transport,
        );
        expect(await all(client)).to.deep.equal(ids(3));
      });

      it('unsubscribing closes the socket at once, before the headers and in the middle of a body', async () => {
        for (const bytes of ['', reply('{"data":[', ['content-length: 5000'])]) {
          let arrived: (socket: Socket) => void = () => undefined;
          const waiting = new Promise<Socket>((resolve) => {
            arrived = resolve;
          });
          const client = await start(
            (socket) => {
              if (bytes === '') arrived(socket);
              else socket.write(bytes, () => arrived(socket));
            },
            {},
            transport,
          );
          const reading = client.list(keys).subscribe();
          const socket = await waiting;
          reading.unsubscribe();
          await closed(socket);
          expect(server!.requests).to.have.length(1);
          await server!.close();
        }
      });

      it('50 walks side by side each get everything', async () => {
        const client = await start((socket, _index, head) => serve(socket, head, 5), {}, transport);
        const walks = Array.from({ length: 50 }, () => client.list(keys).pipe(toArray()));
        const lists = await firstValueFrom(forkJoin(walks));
        for (const list of lists) expect(list.map(({ id }) => id)).to.deep.equal(ids(15));
        expect(server!.requests).to.have.length(250);
      });
    });
  }

  it('a kept connection that the server closes just as the next request goes out: sent again, and no attempt is lost', async () => {
    const events: ClientEvent[] = [];
    const closing = new Set<Socket>();
    const client = await start((socket, _index, head) => {
      // The second request on a connection meets a server that has given it up.
      if (closing.has(socket)) {
        socket.resetAndDestroy();
        return;
      }
      closing.add(socket);
      socket.write(reply(pageFor(head)));
    });
    client.events$.subscribe((event) => events.push(event));
    expect(await all(client)).to.deep.equal(ids(9));
    expect(closing.size, 'a new connection for each page that got through').to.equal(3);
    expect(server!.requests, 'the kept connection was used, and failed').to.have.length(5);
    expect(events.filter(({ type }) => type === 'retry')).to.deep.equal([]);
  });

  it('connections are kept: pages of one walk follow one another on the same one', async () => {
    const client = await start((socket, _index, head) => serve(socket, head));
    await all(client);
    expect(server!.connections()).to.equal(1);
  });
});

import { createServer, type Socket } from 'node:net';
import { listening } from '../support/listening.js';

/** A loopback server that is told byte by byte what to do. */
export interface SocketServer {
  readonly baseUrl: string;
  /** Requests so far, each as its head. */
  readonly requests: readonly string[];
  /** Connections that are open now. */
  readonly open: ReadonlySet<Socket>;
  /** Connections made so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Answers one request on its connection; `index` counts all requests from 0. */
export type Answer = (socket: Socket, index: number, head: string) => void;

/** One reply, ready to be written. */
export const reply = (
  body: string,
  headers: readonly string[] = [`content-length: ${String(body.length)}`],
): string => ['HTTP/1.1 200 OK', 'content-type: application/json', ...headers, '', body].join('\r\n');

/** One page of `lastId`: ids from `first`, and whether there is more. */
export const pageOf = (first: number, size: number, more: boolean): string =>
  JSON.stringify({
    data: Array.from({ length: size }, (_, index) => ({ id: `k${String(first + index)}` })),
    has_more: more,
    last_id: `k${String(first + size - 1)}`,
  });

/** Starts a server that speaks as much HTTP as these tests need: heads without bodies come in, bytes go out. */
export const startSocketServer = async (answer: Answer): Promise<SocketServer> => {
  const open = new Set<Socket>();
  const requests: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    open.add(socket);
    connections += 1;
    let pending = '';
    socket.on('close', () => open.delete(socket));
    // A client that aborts resets the connection: that is what some of the tests are about.
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n\r\n'); end >= 0; end = pending.indexOf('\r\n\r\n')) {
        const head = pending.slice(0, end);
        pending = pending.slice(end + 4);
        answer(socket, requests.push(head) - 1, head);
      }
    });
  });
  const port = await listening(server);
  return {
    baseUrl: `http://127.0.0.1:${String(port)}`,
    requests,
    open,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
};

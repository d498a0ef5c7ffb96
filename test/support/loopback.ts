import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { listening } from './listening.js';

/** One request that reached the server over a real socket. */
interface Seen {
  readonly method: string | undefined;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Which connection it came by, counted from 0. */
  readonly connection: number;
  /** Resolves when the client's side of the exchange is closed before the reply was complete. */
  readonly closed: Promise<void>;
}

/** A real server on loopback that answers as it is told. */
export interface Loopback {
  readonly origin: string;
  readonly seen: Seen[];
  /** Resolves with the request number n, counted from 0, when it is there. */
  request(n: number): Promise<Seen>;
  close(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, index: number) => void;

/** Starts a server on a free port of loopback. */
export const startLoopback = async (handle: Handler): Promise<Loopback> => {
  const seen: Seen[] = [];
  const sockets: Socket[] = [];
  const waiting: { readonly n: number; readonly resolve: (request: Seen) => void }[] = [];
  const server = createServer((request, response) => {
    const { method, url = '/', headers, socket } = request;
    const closed = new Promise<void>((resolve) => {
      response.on('close', () => {
        if (!response.writableFinished) resolve();
      });
    });
    const index = seen.push({ method, path: url, headers, connection: sockets.indexOf(socket), closed }) - 1;
    for (const { n, resolve } of waiting) {
      const found = seen[n];
      if (found !== undefined) resolve(found);
    }
    handle(request, response, index);
  });
  server.on('connection', (socket) => sockets.push(socket));
  const port = await listening(server);
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    seen,
    request: (n) =>
      new Promise((resolve) => {
        const found = seen[n];
        if (found === undefined) waiting.push({ n, resolve });
        else resolve(found);
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
};

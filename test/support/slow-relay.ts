import { createServer, get } from 'node:http';
import type { Server as HttpServer } from 'node:http';
import { connect, createServer as createRelay } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { asyncScheduler, Observable, timer } from 'rxjs';

const listening = (server: Server | HttpServer): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

interface SlowRelay {
  /** When each request came to the server, by the clock that the limiter uses. */
  readonly arrivals: readonly number[];
  /** Sends one request over a connection of its own; emits the status. */
  get(): Observable<number>;
  close(): Promise<void>;
}

/**
 * A server on loopback behind a network of uneven speed: what a connection carries to the server is held back by
 * `delayMs(n)` for the n-th connection, counted from 0.
 */
export async function slowRelay(delayMs: (connection: number) => number): Promise<SlowRelay> {
  const arrivals: number[] = [];
  const server = createServer((_request, response) => {
    arrivals.push(asyncScheduler.now());
    response.end('ok');
  });
  const serverPort = await listening(server);
  let connections = 0;
  const relay = createRelay((near) => {
    const ms = delayMs(connections++);
    const far = connect(serverPort, '127.0.0.1');
    near.on('data', (chunk) => timer(ms).subscribe(() => far.write(chunk)));
    far.pipe(near);
    const drop = (): void => {
      near.destroy();
      far.destroy();
    };
    near.on('error', drop).on('close', drop);
    far.on('error', drop);
  });
  const port = await listening(relay);
  return {
    arrivals,
    get: () =>
      new Observable((subscriber) => {
        const request = get({ port, host: '127.0.0.1', agent: false }, (response) => {
          response.resume().once('end', () => {
            subscriber.next(response.statusCode ?? 0);
            subscriber.complete();
          });
        });
        request.once('error', (error) => subscriber.error(error));
        return () => request.destroy();
      }),
    close: async () => {
      await closed(relay);
      await closed(server);
    },
  };
}

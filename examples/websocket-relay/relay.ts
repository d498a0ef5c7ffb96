import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Monitor } from 'headwater';
import { sendTo } from 'headwater/node';
import { filter, map, merge, ReplaySubject, share, type Observable } from 'rxjs';
import { WebSocketServer } from 'ws';

/** A text for the clients, and what makes a newer one replace it while it waits. */
interface Message {
  readonly key: string;
  readonly text: string;
}

const messageOf = (topic: string, value: unknown, key = topic): Message => ({
  key,
  text: JSON.stringify({ topic, value }),
});

/** The newest value comes first, also for who connects late. */
const latest = (topic: string, value$: Observable<unknown>): Observable<Message> =>
  value$.pipe(
    map((value) => messageOf(topic, value)),
    share({ connector: () => new ReplaySubject(1) }),
  );

/** One stream for all clients: each value is read, computed and serialized once, however many there are. */
const messagesOf = (monitor: Monitor): Observable<Message> =>
  merge(
    latest('spend', monitor.spend({ by: 'project', window: '24h', limit: 10 })),
    latest('findings', monitor.findings$),
    monitor.records().pipe(
      filter(({ type }) => type === 'credential' || type === 'principal'),
      map((record) => messageOf('record', record, 'uid' in record ? record.uid : record.type)),
      share(),
    ),
  );

/** Starts a websocket server on this machine that relays a monitor. It ends with `close`; the monitor goes on. */
export const startRelay = async (monitor: Monitor, { port = 8080 }: { readonly port?: number } = {}) => {
  const message$ = messagesOf(monitor);
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port,
    // Clients have nothing to say.
    maxPayload: 1_024,
    // Any page that a browser shows may connect to this machine, and says where it is from: programs do not.
    verifyClient: ({ req }: { req: IncomingMessage }) => req.headers.origin === undefined,
  });
  server.on('connection', (socket) => {
    // A `close` follows, which ends the subscription.
    socket.on('error', () => undefined);
    message$
      .pipe(
        sendTo(socket, {
          conflateBy: ({ key }) => key,
          toMessage: ({ text }) => text,
          maxQueuedBytes: 65_536,
          closeAfterMs: 30_000,
        }),
      )
      .subscribe({ complete: () => socket.close(1_001), error: () => socket.close(1_011) });
  });
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async (): Promise<void> => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
};

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';
import { interval, tap, type SchedulerLike, type Subscription } from 'rxjs';
import { WebSocketServer, type WebSocket } from 'ws';
import { BEAT_MS, CLOSE_REFUSED, SUBPROTOCOL } from '../../monitor/connect/protocol.js';
import type { Scope } from '../../monitor/queries.js';
import { admit, type Door } from './admit.js';
import { Hub } from './hub.js';
import type { Served } from './served.js';
import { GOING_AWAY, Session, type SessionLimits } from './session.js';

/** The longest message of a client, in bytes. */
const LONGEST_MESSAGE = 65_536;
/** How long clients may take to say goodbye. */
const GOODBYE_MS = 1_000;

const offers = ({ headers }: IncomingMessage): readonly string[] =>
  (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());

/** Answers a request for a websocket in plain HTTP. */
export const refuseUpgrade = (socket: Duplex, status: number, message: string): void => {
  const body = `${message}\n`;
  socket.on('error', () => undefined);
  // The other side may leave its half open for good.
  socket.once('finish', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      '',
      body,
    ].join('\r\n'),
  );
};

/** All clients of a monitor, over sockets that others accept. */
export class Gateway {
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE,
    perMessageDeflate: false,
    autoPong: false,
    clientTracking: true,
    handleProtocols: () => SUBPROTOCOL,
  });
  readonly #sessions = new Set<Session>();
  readonly #hub: Hub;
  readonly #beats: Subscription;
  /** Sockets of clients that are being decided on. */
  readonly #undecided = new Set<Duplex>();
  #isClosed = false;

  constructor(
    monitor: Served,
    private readonly door: Door,
    private readonly limits: SessionLimits,
    private readonly scheduler: SchedulerLike,
  ) {
    this.#hub = new Hub(monitor);
    const beat$ = interval(BEAT_MS, scheduler).pipe(tap(() => this.#beat()));
    this.#beats = beat$.subscribe({ error: () => undefined });
  }

  #beat(): void {
    const message = this.#beatMessage();
    for (const session of [...this.#sessions]) session.beat(message);
  }

  #beatMessage(): Buffer {
    return Buffer.from(JSON.stringify({ beat: new Date(this.scheduler.now()).toISOString() }));
  }

  /** How many clients are connected, and how many distinct views they have open. */
  get counts(): { readonly clients: number; readonly views: number } {
    return { clients: this.#sessions.size, views: this.#hub.size };
  }

  /** Decides on a request for a websocket. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // The socket has no owner until the client is let in: a reset meanwhile would end the process.
    const ignore = (): undefined => undefined;
    socket.on('error', ignore);
    this.#undecided.add(socket);
    const admission = await admit(this.door, request, this.scheduler);
    this.#undecided.delete(socket);
    socket.off('error', ignore);
    if (this.#isClosed || socket.destroyed || admission.type === 'undecided') socket.destroy();
    else if (admission.type === 'misdirected') refuseUpgrade(socket, 403, admission.message);
    else if (!offers(request).includes(SUBPROTOCOL))
      refuseUpgrade(
        socket,
        400,
        `the subprotocol ${SUBPROTOCOL} is missing: offer it when the websocket is opened`,
      );
    else
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        // Browsers show no status of an upgrade: a code of the socket is all that a page learns.
        if (admission.type === 'refused') this.#refuse(client);
        else this.#welcome(client, admission.scope);
      });
  }

  #refuse(client: WebSocket): void {
    client.on('error', () => undefined);
    client.close(CLOSE_REFUSED, 'The token is missing or refused.');
  }

  #welcome(client: WebSocket, scope: Scope | undefined): void {
    const session = new Session(client, this.#hub, scope, this.limits, this.scheduler);
    this.#sessions.add(session);
    client.on('close', () => this.#sessions.delete(session));
    session.beat(this.#beatMessage());
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#beats.unsubscribe();
    for (const socket of this.#undecided) socket.destroy();
    for (const session of this.#sessions) session.close(GOING_AWAY, 'The gateway was closed.');
    const clients = [...this.#sockets.clients];
    const gone = Promise.all(
      clients.map((client) => new Promise((resolve) => client.once('close', resolve))),
    );
    const timer = setTimeout(() => {
      for (const client of clients) client.terminate();
    }, GOODBYE_MS);
    await gone;
    clearTimeout(timer);
    this.#sockets.close();
  }
}

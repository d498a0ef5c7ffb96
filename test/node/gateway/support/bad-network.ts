import { EventEmitter } from 'node:events';
import type { SchedulerLike } from 'rxjs';
import type { WebSocket } from 'ws';
import type { WebSocketConstructor, WebSocketLike } from '../../../../src/monitor/connect/web-socket.js';

type Handler = ((event: never) => void) | null;

/** The end of a client: what a platform's websocket has of it. */
class ClientEnd implements WebSocketLike {
  onopen: Handler = null;
  onmessage: Handler = null;
  onerror: Handler = null;
  onclose: Handler = null;
  constructor(private readonly wire: () => Wire | undefined) {}

  send(data: string): void {
    this.wire()?.toServer(data);
  }

  close(): void {
    this.wire()?.leave();
  }
}

/** The end of a server: what a session needs of a websocket of `ws`. */
class ServerEnd extends EventEmitter {
  readyState = 1;
  bufferedAmount = 0;

  constructor(private readonly wire: Wire) {
    super();
  }

  send(data: string | Uint8Array, _options: unknown, sent?: () => void): void {
    const size = Buffer.byteLength(data);
    this.bufferedAmount += size;
    this.wire.toClient(Buffer.from(data).toString(), () => {
      this.bufferedAmount -= size;
      sent?.();
    });
  }

  ping(): void {
    this.wire.ping();
  }

  close(code = 1005): void {
    this.wire.end(code);
  }

  terminate(): void {
    this.wire.end(1006);
  }
}

/** One connection: in order, and whole up to where it is lost. */
class Wire {
  readonly server = new ServerEnd(this);
  #isDead = false;
  #isOver = false;
  #lastAt = { client: 0, server: 0 };

  constructor(
    private readonly network: BadNetwork,
    private readonly client: ClientEnd,
  ) {}

  #later(side: 'client' | 'server', deliver: () => void): void {
    const { scheduler } = this.network;
    const at = Math.max(this.#lastAt[side], scheduler.now() + this.network.latencyMs);
    this.#lastAt[side] = at;
    scheduler.schedule(() => {
      if (!this.#isDead && !this.#isOver) deliver();
    }, at - scheduler.now());
  }

  toServer(data: string): void {
    this.#later('server', () => this.server.emit('message', Buffer.from(data), false));
  }

  toClient(data: string, sent: () => void): void {
    this.#later('client', () => {
      sent();
      if (data.includes('"patch"')) this.network.patches += 1;
      (this.client.onmessage as ((event: { data: string }) => void) | null)?.({ data });
    });
  }

  ping(): void {
    this.#later('server', () => this.server.emit('pong'));
  }

  /** Nothing arrives any more, and nobody is told. */
  die(): void {
    this.#isDead = true;
  }

  /** A server hears nothing of a client that leaves over a dead connection, until it gives it up. */
  leave(): void {
    if (!this.#isDead) this.#finish();
  }

  end(code: number): void {
    if (this.#finish() && !this.#isDead)
      (this.client.onclose as ((event: { code: number }) => void) | null)?.({ code });
  }

  #finish(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.server.readyState = 3;
    this.network.wires.delete(this);
    this.server.emit('close');
    return true;
  }
}

/** A network in virtual time, that a test makes as bad as it likes. */
export class BadNetwork {
  readonly wires = new Set<Wire>();
  latencyMs = 5;
  isRefusing = false;
  connects = 0;
  patches = 0;

  constructor(
    readonly scheduler: SchedulerLike,
    private readonly welcome: (socket: WebSocket) => void,
  ) {}

  /** The class of websockets that connect over it. */
  get WebSocket(): WebSocketConstructor {
    const connect = this.#connect.bind(this);
    return class extends ClientEnd {
      constructor() {
        let wire: Wire | undefined;
        super(() => wire);
        connect(this, (made) => (wire = made));
      }
    };
  }

  #connect(client: ClientEnd, made: (wire: Wire) => void): void {
    this.connects += 1;
    this.scheduler.schedule(() => {
      if (this.isRefusing) {
        (client.onclose as ((event: { code: number }) => void) | null)?.({ code: 1006 });
        return;
      }
      const wire = new Wire(this, client);
      made(wire);
      this.wires.add(wire);
      this.welcome(wire.server as unknown as WebSocket);
      (client.onopen as (() => void) | null)?.();
    }, this.latencyMs);
  }

  all(act: (wire: Wire) => void): void {
    for (const wire of [...this.wires]) act(wire);
  }
}

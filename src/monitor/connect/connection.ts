import { BehaviorSubject, interval, tap, type SchedulerLike, type Subscription } from 'rxjs';
import { backoffMs } from '../../../operators/internal/backoff.js';
import { BEAT_MS, CLOSE_REFUSED, SILENCE_MS, type ViewName } from './protocol.js';
import { Outbox } from './outbox.js';
import { readMessage, type Heard } from './read-message.js';
import { handle, type WebSocketLike } from './web-socket.js';

/** How the connection is. */
export interface ConnectionState {
  /**
   * - `live`: connected, and the server was heard in the last 20 seconds
   * - `stale`: connected, and nothing was heard for longer
   * - `offline`: not connected; without `retryAt` because nobody looks at anything
   * - `refused`: the server does not accept the token; it is asked again rarely
   */
  readonly state: 'live' | 'stale' | 'offline' | 'refused';
  /** When the next attempt is made: ISO 8601, UTC. */
  readonly retryAt?: string | undefined;
  /** `protocol`: the server sent what is no message of this protocol. Attempts are rarer with each time. */
  readonly reason?: 'protocol' | undefined;
}

/** What a connection is made with. */
interface ConnectionConfig {
  readonly make: () => WebSocketLike;
  readonly scheduler: SchedulerLike;
  readonly random: () => number;
  readonly lingerMs: number;
}

/** Something that is open on the server for as long as it is asked for. */
export interface Channel {
  /** What to ask for, each time that there is a new connection. */
  opening(): {
    readonly view: ViewName;
    readonly query?: object | undefined;
    readonly since?: string | undefined;
  };
  /** What it throws ends the connection: the server is out of step. */
  hear(message: Heard): void;
  end(): void;
}

const TICK_MS = BEAT_MS / 3;
const STALE_MS = 20_000;
const REFUSED_MS = 300_000;
const BACKOFF = { baseMs: 1_000, maxDelayMs: 30_000 };
/** After a connection that lasted so long the backoff begins at its start again. */
const SETTLED_MS = 10_000;
/** What platforms say of a connection that ended without a word. */
const LOST = 1006;

/** Keeps one websocket for all channels: there while there is any channel, and made again whenever it is lost. */
export class Connection {
  readonly #states = new BehaviorSubject<ConnectionState>({ state: 'offline' });
  readonly state$ = this.#states.asObservable();
  readonly #channels = new Map<number, Channel>();
  #socket: WebSocketLike | undefined;
  #hangUp: (() => void) | undefined;
  /** Undefined while there is no connection. */
  #outbox: Outbox | undefined;
  #isClosed = false;
  #lastId = 0;
  #attempts = 0;
  #connectedAt = 0;
  #heardAt = 0;
  /** The wait before the next attempt, or while there is a socket its ticks. */
  #timer: Subscription | undefined;
  #linger: Subscription | undefined;

  constructor(private readonly config: ConnectionConfig) {}

  get isClosed(): boolean {
    return this.#isClosed;
  }

  add(channel: Channel): () => void {
    const id = (this.#lastId += 1);
    this.#channels.set(id, channel);
    this.#linger?.unsubscribe();
    if (this.#outbox !== undefined) this.#open(id, channel);
    else if (this.#timer === undefined) this.retry();
    return () => this.#remove(channel);
  }

  #remove(channel: Channel): void {
    for (const [id, each] of this.#channels) {
      if (each !== channel) continue;
      this.#channels.delete(id);
      this.#outbox?.close(id);
    }
    if (this.#channels.size > 0 || this.#isClosed) return;
    const { scheduler, lingerMs } = this.config;
    this.#linger = scheduler.schedule(() => this.#rest(), lingerMs);
  }

  /** Connects at once instead of at `retryAt`. */
  retry(): void {
    if (this.#isClosed || this.#socket !== undefined || this.#channels.size === 0) return;
    this.#timer?.unsubscribe();
    this.#connectedAt = this.#heardAt = this.config.scheduler.now();
    this.#timer = this.#ticking();
    try {
      this.#socket = this.config.make();
    } catch {
      // Platforms refuse some addresses where the page came from: it is as if nothing listened there.
      this.#lost(LOST);
      return;
    }
    this.#hangUp = handle(this.#socket, {
      open: () => this.#opened(),
      message: (text) => this.#heard(text),
      close: (code) => this.#lost(code),
    });
  }

  #opened(): void {
    this.#outbox = new Outbox((message) => this.#say(message), this.config.scheduler);
    // New ids: what the server still said of the last connection's is not of this one.
    const channels = [...this.#channels.values()];
    this.#channels.clear();
    for (const channel of channels) this.#channels.set((this.#lastId += 1), channel);
    for (const [id, channel] of this.#channels) this.#open(id, channel);
  }

  #open(id: number, channel: Channel): void {
    this.#outbox?.open(id, () => ({ open: id, ...channel.opening() }));
  }

  /** Asks for a reading of all feeds. While there is no connection there is nobody to ask. */
  refresh(): void {
    if (this.#outbox !== undefined) this.#say({ refresh: 0 });
  }

  #say(message: object): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #heard(text: unknown): void {
    this.#heardAt = this.config.scheduler.now();
    try {
      const message = readMessage(text);
      this.#state({ state: 'live' });
      if (message.id !== undefined) this.#channels.get(message.id)?.hear(message);
    } catch {
      this.#lost(LOST, 'protocol');
    }
  }

  #ticking(): Subscription {
    const tick$ = interval(TICK_MS, this.config.scheduler).pipe(tap((tick) => this.#tick(tick)));
    return tick$.subscribe({ error: () => undefined });
  }

  #tick(tick: number): void {
    const now = this.config.scheduler.now();
    // A clock that was set back makes no silence shorter by more than what came before.
    this.#heardAt = Math.min(this.#heardAt, now);
    const silentMs = now - this.#heardAt;
    if (silentMs >= SILENCE_MS) this.#lost(LOST);
    else if (this.#outbox !== undefined) {
      if (silentMs >= STALE_MS) this.#state({ state: 'stale' });
      if (tick % 3 === 2) this.#say({ beat: tick });
    }
  }

  #lost(code: number, reason?: ConnectionState['reason']): void {
    const { scheduler, random } = this.config;
    const now = scheduler.now();
    this.#drop();
    if (this.#channels.size === 0) {
      this.#state({ state: 'offline' });
      return;
    }
    const isSettled = reason === undefined && now - this.#connectedAt >= SETTLED_MS;
    this.#attempts = isSettled ? 1 : this.#attempts + 1;
    const isRefused = code === CLOSE_REFUSED;
    const waitMs = isRefused ? REFUSED_MS * (1 - random() / 2) : backoffMs(this.#attempts, random(), BACKOFF);
    this.#timer = scheduler.schedule(() => this.retry(), waitMs);
    const retryAt = new Date(now + waitMs).toISOString();
    const state = isRefused ? 'refused' : 'offline';
    this.#state(reason === undefined ? { state, retryAt } : { state, retryAt, reason });
  }

  /** Nobody looks any more. */
  #rest(): void {
    if (this.#channels.size > 0) return;
    this.#drop();
    this.#state({ state: 'offline' });
  }

  #drop(): void {
    this.#timer?.unsubscribe();
    this.#timer = undefined;
    this.#hangUp?.();
    this.#hangUp = this.#socket = undefined;
    this.#outbox?.drop();
    this.#outbox = undefined;
  }

  #state(next: ConnectionState): void {
    const { value } = this.#states;
    if (value.state !== next.state || value.retryAt !== next.retryAt) this.#states.next(next);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#linger?.unsubscribe();
    this.#drop();
    const channels = [...this.#channels.values()];
    this.#channels.clear();
    for (const channel of channels) channel.end();
    this.#state({ state: 'offline' });
    this.#states.complete();
  }
}

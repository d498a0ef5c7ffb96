import type { SchedulerLike } from 'rxjs';
import type { WebSocket } from 'ws';
import { SILENCE_MS, type Refusal } from '../../monitor/connect/protocol.js';
import type { MonitorViews } from '../../monitor/monitor.js';
import { keyOfScope, type Scope } from '../../monitor/queries.js';
import { QueryError } from '../../monitor/queries-check.js';
import { Gate } from './gate.js';
import type { Hub } from './hub.js';
import { OpenChanges } from './open-changes.js';
import { OpenView, type Line, type Open } from './open-view.js';
import { Rate } from '../../monitor/connect/rate.js';
import { readMessage, type Asked } from './read-message.js';

/** What one client may take and ask for. */
export interface SessionLimits {
  readonly maxQueuedBytes: number;
  readonly closeAfterMs: number;
  readonly maxViews: number;
  readonly burst: number;
  readonly perSecond: number;
}

export const LIMITS: SessionLimits = {
  maxQueuedBytes: 1_048_576,
  closeAfterMs: 30_000,
  maxViews: 64,
  burst: 200,
  perSecond: 50,
};

/** The code of a close whose server stops. */
export const GOING_AWAY = 1001;
const MALFORMED = 1007;
const POLICY = 1008;

/** One client of a gateway. */
export class Session implements Line {
  readonly gate: Gate;
  readonly #open = new Map<number, Open>();
  /** Answers that the socket had no room for. */
  readonly #refusals: Buffer[] = [];
  readonly #views: MonitorViews;
  readonly #scope: string;
  readonly #rate: Rate;
  #lastId = 0;
  #isOver = false;
  #heardAt: number;

  constructor(
    private readonly socket: WebSocket,
    private readonly hub: Hub,
    scope: Scope | undefined,
    private readonly limits: SessionLimits,
    private readonly scheduler: SchedulerLike,
  ) {
    this.gate = new Gate(socket, { ...limits, scheduler }, () => this.#flush());
    this.#views = scope === undefined ? hub.monitor : hub.monitor.within(scope);
    this.#scope = keyOfScope(scope);
    this.#rate = new Rate(limits, scheduler.now());
    this.#heardAt = scheduler.now();
    socket.on('message', (data, isBinary) => this.#hear(isBinary ? undefined : textOf(data)));
    socket.on('ping', (data) => this.#answerPing(data));
    socket.on('pong', () => {
      if (this.#isCounted()) this.#heardAt = scheduler.now();
    });
    socket.on('close', () => this.#leave());
    // A `close` follows, which is what counts.
    socket.on('error', () => undefined);
  }

  /** Says that the server is there; ends a connection that has been silent for too long. */
  beat(message: Buffer): void {
    const now = this.scheduler.now();
    // A clock that was set back makes no silence shorter by more than what came before.
    this.#heardAt = Math.min(this.#heardAt, now);
    if (now - this.#heardAt > SILENCE_MS) {
      this.socket.terminate();
      return;
    }
    if (!this.gate.canTake(message.length)) return;
    this.gate.send(message);
    this.socket.ping();
  }

  ended(): void {
    this.close(GOING_AWAY, 'The monitor was closed.');
  }

  close(code: number, reason: string): void {
    this.#leave();
    this.socket.close(code, reason);
  }

  #leave(): void {
    this.#isOver = true;
    const open = [...this.#open.values()];
    this.#open.clear();
    this.#refusals.length = 0;
    for (const each of open) each.close();
    this.gate.release();
  }

  #flush(): void {
    const all = [this.#flushRefusals(), ...[...this.#open.values()].map((each) => each.flush())];
    if (all.every(Boolean)) this.gate.release();
  }

  /** Whether one more frame of the client is let through. Frames of control count, too: they cost as much. */
  #isCounted(): boolean {
    if (this.#isOver) return false;
    if (this.#rate.take(this.scheduler.now())) return true;
    this.close(POLICY, 'Too many messages: wait before connecting again.');
    return false;
  }

  /** Not by itself: who pings and does not read would make the queue grow without end. */
  #answerPing(data: Buffer): void {
    if (this.#isCounted() && this.gate.canTake(data.length)) this.socket.pong(data);
  }

  #hear(text: string | undefined): void {
    if (!this.#isCounted()) return;
    this.#heardAt = this.scheduler.now();
    this.#answer(text === undefined ? { type: 'malformed' } : readMessage(text));
  }

  #answer(asked: Asked): void {
    switch (asked.type) {
      case 'beat':
        return;
      case 'refresh':
        this.#views.refresh();
        return;
      case 'close':
        this.#open.get(asked.id)?.close();
        this.#open.delete(asked.id);
        return;
      case 'open':
        this.#admit(asked);
        return;
      case 'refused':
        this.#refuse(asked.id, asked.error);
        return;
      case 'malformed':
        this.close(MALFORMED, 'Not a message of this protocol.');
    }
  }

  #refuse(id: number, error: Refusal): void {
    if (this.#refusals.length >= this.limits.burst) {
      this.close(POLICY, 'Too much is asked for, and no answer is read.');
      return;
    }
    this.#refusals.push(Buffer.from(JSON.stringify({ id, error })));
    if (!this.#flushRefusals()) this.gate.hold();
  }

  #flushRefusals(): boolean {
    let sent = 0;
    for (const message of this.#refusals) {
      if (!this.gate.canTake(message.length)) break;
      this.gate.send(message);
      sent += 1;
    }
    this.#refusals.splice(0, sent);
    return this.#refusals.length === 0;
  }

  #admit(asked: Asked & { type: 'open' }): void {
    const { id } = asked;
    if (id <= this.#lastId) {
      this.#refuse(id, { code: 'id', message: 'the id must be higher than the one before' });
      return;
    }
    this.#lastId = id;
    if (this.#open.size >= this.limits.maxViews) {
      const message = `at most ${String(this.limits.maxViews)} views may be open: close one first`;
      this.#refuse(id, { code: 'limit', message });
      return;
    }
    try {
      this.#start(asked);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      this.#refuse(id, { code: 'query', path: error.path, message: error.message });
    }
  }

  #start({ id, view, query, since }: Asked & { type: 'open' }): void {
    if (view === 'changes') {
      const changes = new OpenChanges(id, this.#views, this, this.scheduler);
      this.#open.set(id, changes);
      changes.start(since, this.hub.logEnd);
      return;
    }
    const open = new OpenView(id, this.hub.view(this.#views, this.#scope, view, query), this);
    this.#open.set(id, open);
    open.start();
  }
}

const textOf = (data: Buffer | ArrayBuffer | readonly Buffer[]): string =>
  data instanceof ArrayBuffer
    ? Buffer.from(data).toString()
    : Buffer.isBuffer(data)
      ? data.toString()
      : Buffer.concat(data).toString();

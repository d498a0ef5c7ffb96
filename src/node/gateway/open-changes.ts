import type { SchedulerLike, Subscription } from 'rxjs';
import type { MonitorViews } from '../../monitor/monitor.js';
import type { ChangeEvent } from '../../monitor/shapes.js';
import type { LogEnd } from './log-end.js';
import type { Line, Open } from './open-view.js';

/** Events that wait for a slow client at most; those behind them become a gap. */
export const MOST_WAITING = 1_000;

const texts = new WeakMap<ChangeEvent, string>();

/** Many clients get the same events: each is serialized once. */
const textOf = (event: ChangeEvent): string => {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const text = JSON.stringify(event);
  texts.set(event, text);
  return text;
};

/** The changes of one client, from a position on. */
export class OpenChanges implements Open {
  readonly #waiting: ChangeEvent[] = [];
  #subscription: Subscription | undefined;
  #unfollow: (() => void) | undefined;
  /** The position of the last event that was sent. */
  #sent = '';
  /** Where events begin, while the client does not know it. */
  #owed: string | undefined;
  /** Events of the log are being read again: they wait there, not here. */
  #isReplaying = false;
  /** The socket took no more of them: they are read from {@link #sent} when it does. */
  #isPaused = false;
  #isClosed = false;

  constructor(
    private readonly id: number,
    private readonly views: MonitorViews,
    private readonly line: Line,
    private readonly scheduler: SchedulerLike,
  ) {}

  start(since: string | undefined, logEnd: LogEnd): void {
    if (since !== undefined) {
      this.#read(since);
      return;
    }
    this.#unfollow = logEnd.follow((position) => {
      if (this.#isClosed) return;
      this.#owed = position;
      this.#begin();
    });
  }

  /** Says after which position events begin, and reads them; returns whether the socket took it. */
  #begin(): boolean {
    const at = this.#owed;
    if (at === undefined) return true;
    const message = Buffer.from(JSON.stringify({ id: this.id, at }));
    if (!this.line.gate.canTake(message.length)) {
      this.line.gate.hold();
      return false;
    }
    this.#owed = undefined;
    this.line.gate.send(message);
    this.#read(at);
    return true;
  }

  close(): void {
    this.#isClosed = true;
    this.#unfollow?.();
    this.#subscription?.unsubscribe();
  }

  /** Reads the log from a position, as far as the socket takes it. */
  #read(since: string): void {
    this.#sent = since;
    this.#isReplaying = true;
    let isFirst = true;
    const subscription = this.views.changes(since).subscribe({
      next: (event) => {
        // A log comes in one go, when it has been loaded: what comes later is new.
        if (isFirst) queueMicrotask(() => this.#subscription === subscription && (this.#isReplaying = false));
        isFirst = false;
        this.#take(event);
      },
      error: () => this.line.ended(),
      complete: () => this.line.ended(),
    });
    if (this.#isPaused) subscription.unsubscribe();
    else this.#subscription = subscription;
  }

  #take(event: ChangeEvent): void {
    if (this.#isPaused) return;
    if (this.#waiting.length === 0 && this.#trySend(event)) return;
    this.line.gate.hold();
    if (this.#isReplaying) this.#pause();
    else this.#wait(event);
  }

  #pause(): void {
    this.#isPaused = true;
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
  }

  #wait(event: ChangeEvent): void {
    if (this.#waiting.length < MOST_WAITING) this.#waiting.push(event);
    else this.#waiting.splice(0, Infinity, this.#gap(event.position));
  }

  #gap(position: string): ChangeEvent {
    return {
      position,
      at: new Date(this.scheduler.now()).toISOString(),
      kind: 'gap',
      from: this.#sent,
      text: 'The connection was too slow: events between these positions were left out.',
    };
  }

  #trySend(event: ChangeEvent): boolean {
    const message = Buffer.from(`{"id":${String(this.id)},"event":${textOf(event)}}`);
    if (!this.line.gate.canTake(message.length)) return false;
    this.line.gate.send(message);
    this.#sent = event.position;
    return true;
  }

  flush(): boolean {
    if (!this.#begin()) return false;
    if (this.#isPaused) {
      this.#isPaused = false;
      this.#read(this.#sent);
    }
    let sent = 0;
    for (const event of this.#waiting) {
      if (!this.#trySend(event)) break;
      sent += 1;
    }
    this.#waiting.splice(0, sent);
    return this.#waiting.length === 0 && !this.#isPaused;
  }
}

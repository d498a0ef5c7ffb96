import type { SchedulerLike, Subscription } from 'rxjs';
import { createDrain } from '../../../operators/internal/drain.js';

/** What is needed of a websocket of `ws`, or of one of the platform, to send to it. */
export interface SendSocket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: string | Uint8Array, options?: unknown, sent?: (error?: Error | null) => void): void;
  close(code?: number, reason?: string): void;
  /** Of `ws`: ends the connection at once. Without it the socket is one of the platform, which says nothing of what has left. */
  terminate?(): void;
}

/** How much may be queued for a socket, and for how long. */
export interface GateOptions {
  readonly maxQueuedBytes: number;
  readonly closeAfterMs: number;
  readonly scheduler: SchedulerLike;
}

const OPEN = 1;
/** Where a socket will not say when something has left, it is asked so often. */
const ASK_MS = 50;
/** A message below this part of all that may be queued is small. */
const SMALL = 1 / 16;
/** How long a socket that does not drain may take to close by itself. */
const LAST_MS = 2_000;
const TRY_AGAIN_LATER = 1013;

/** Lets through what a socket can take. Who has more waits until it is called again. */
export class Gate {
  /** A socket may take a message while it is handed over: those who wait are called once more, not in between. */
  readonly #drain: () => void;
  #isHolding = false;
  #progressAt = 0;
  /** Messages of which the socket will say that they have left. */
  #announced = 0;
  #alarm: Subscription | undefined;
  #asking: Subscription | undefined;

  constructor(
    private readonly socket: SendSocket,
    private readonly options: GateOptions,
    drained: () => void,
  ) {
    this.#drain = createDrain(() => {
      drained();
      return false;
    });
  }

  /** Whether something of a size may be sent now. What is larger than all that may be queued goes when nothing else is. */
  canTake(bytes: number): boolean {
    const { readyState, bufferedAmount } = this.socket;
    return (
      readyState === OPEN && (bufferedAmount === 0 || bufferedAmount + bytes <= this.options.maxQueuedBytes)
    );
  }

  send(data: string | Uint8Array, isBinary = false): void {
    const { socket } = this;
    if (socket.terminate === undefined) socket.send(data);
    else if (this.#leavesUnseen(data.length)) socket.send(data, { binary: isBinary });
    else {
      this.#announced += 1;
      socket.send(data, { binary: isBinary }, this.#left);
    }
  }

  /** To hear that a message has left costs a tenth of sending it. Of a small one before which nothing waits nobody needs to. */
  #leavesUnseen(length: number): boolean {
    return this.socket.bufferedAmount === 0 && length <= this.options.maxQueuedBytes * SMALL;
  }

  readonly #left = (): void => {
    this.#announced -= 1;
    this.#progress();
  };

  #progress(): void {
    if (!this.#isHolding) return;
    this.#progressAt = this.options.scheduler.now();
    this.#drain();
  }

  /** Something waits: the socket is closed where it takes nothing for too long. */
  hold(): void {
    if (this.#isHolding) return;
    const { scheduler, closeAfterMs } = this.options;
    this.#isHolding = true;
    this.#progressAt = scheduler.now();
    this.#watch(closeAfterMs);
    if (this.socket.terminate === undefined || this.#announced === 0) this.#ask(this.socket.bufferedAmount);
  }

  /** Nothing waits any more. */
  release(): void {
    this.#isHolding = false;
    this.#alarm?.unsubscribe();
    this.#asking?.unsubscribe();
  }

  #watch(ms: number): void {
    if (ms === Infinity) return;
    const { scheduler, closeAfterMs } = this.options;
    this.#alarm = scheduler.schedule(() => {
      const now = scheduler.now();
      // A clock that was set back makes the wait begin again, and no longer.
      this.#progressAt = Math.min(this.#progressAt, now);
      const left = this.#progressAt + closeAfterMs - now;
      if (left > 0) this.#watch(left);
      else this.#giveUp();
    }, ms);
  }

  #giveUp(): void {
    this.release();
    this.socket.close(TRY_AGAIN_LATER, 'The client does not read.');
    this.#alarm = this.options.scheduler.schedule(() => this.socket.terminate?.(), LAST_MS);
  }

  #ask(before: number): void {
    this.#asking = this.options.scheduler.schedule(() => {
      const { bufferedAmount } = this.socket;
      if (bufferedAmount < before) this.#progress();
      if (this.#isHolding) this.#ask(bufferedAmount);
    }, ASK_MS);
  }
}

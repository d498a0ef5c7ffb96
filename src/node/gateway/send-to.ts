import {
  asyncScheduler,
  BehaviorSubject,
  map,
  Observable,
  type OperatorFunction,
  type SchedulerLike,
} from 'rxjs';
import { MAX_TIMER_MS } from '../../../operators/internal/backoff.js';
import { checkBound, checkUpTo } from '../../../operators/internal/check.js';
import { conflateBy as conflate, type ConflatedLoss } from '../../../operators/conflateBy.js';
import { Gate, type GateOptions, type SendSocket } from './gate.js';

/** How values are sent to a websocket. */
export interface SendToConfig<A> {
  /** Bytes that may be queued for the socket at most; what is longer by itself is sent when nothing is. Default 1 MiB. */
  readonly maxQueuedBytes?: number | undefined;
  /** What makes a value replace another one that still waits. Default: each value waits. */
  readonly conflateBy?: ((value: A) => unknown) | undefined;
  /** How many values, or keys of them, may wait; the one that has waited longest goes for the next. Default 1,000. */
  readonly maxWaiting?: number | undefined;
  /** A socket that takes nothing for so long while something waits is closed with 1013. In milliseconds, default 30 s. */
  readonly closeAfterMs?: number | undefined;
  /** Makes a message of a value. Default: texts and bytes are sent as they are, anything else as JSON. */
  readonly toMessage?: ((value: A) => string | Uint8Array) | undefined;
  /** Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** A websocket to send to: that of the package `ws`, of browsers, or of Node.js. */
export interface SendToSocket extends SendSocket {
  /** Calls the listener when the socket opens or closes. */
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  /** Calls the listener no more. */
  removeEventListener(type: 'open' | 'close', listener: () => void): void;
}

const OPEN = 1;

const messageOf = (value: unknown): string | Uint8Array =>
  typeof value === 'string' || value instanceof Uint8Array ? value : JSON.stringify(value);

/**
 * Returns an operator that sends each value to a websocket and emits those that it had to let go of, because the socket was too
 * slow for them. The memory that a slow client costs is bounded; with `conflateBy` it gets the newest value of each key.
 *
 * It differs from an observer that calls `socket.send`, which queues without end for a client that does not read.
 *
 * - **Completion** of the source: completes when everything has been sent. The socket stays open.
 * - **Close** of the socket: unsubscribes from the source and completes.
 * - **Error** of the source: passes; the socket stays open.
 * - A socket that is still connecting: values wait.
 * - Nothing happens before the result is subscribed to.
 *
 * @param socket a websocket of `ws`, or one of the platform
 * @param config see {@link SendToConfig}
 * @throws RangeError when a number is out of its range
 *
 * @example
 * ```ts no-run
 * new WebSocketServer({ port: 8080 }).on('connection', (socket) =>
 *   interval(100)
 *     .pipe(map((price) => ({ id: 'EUR', price })))
 *     .pipe(sendTo(socket, { conflateBy: ({ id }) => id }))
 *     .subscribe(({ value }) => console.log('left out', value.price)),
 * );
 * ```
 */
export function sendTo<A>(
  socket: SendToSocket,
  config: SendToConfig<A> = {},
): OperatorFunction<A, ConflatedLoss<A>> {
  const { conflateBy: key = () => ({}), maxWaiting: maxKeys = 1_000, toMessage = messageOf } = config;
  const { maxQueuedBytes = 1_048_576, closeAfterMs = 30_000, scheduler = asyncScheduler } = config;
  checkBound('sendTo', 'maxQueuedBytes', maxQueuedBytes);
  checkUpTo('sendTo', 'closeAfterMs', closeAfterMs, MAX_TIMER_MS);
  // At the call, not at the subscription.
  conflate(key, { ready$: new BehaviorSubject(true), maxKeys });
  return (source) =>
    new Observable((subscriber) => {
      if (socket.readyState > OPEN) {
        subscriber.complete();
        return;
      }
      const sender = new Sender(socket, { maxQueuedBytes, closeAfterMs, scheduler }, () =>
        subscriber.complete(),
      );
      const { ready$ } = sender;
      const onDropped = (loss: ConflatedLoss<A>): void => subscriber.next(loss);
      subscriber.add(() => sender.leave());
      subscriber.add(
        source.pipe(conflate(key, { ready$, maxKeys, onDropped }), map(toMessage)).subscribe({
          next: (message) => sender.send(message),
          error: (error: unknown) => subscriber.error(error),
          complete: () => sender.finish(),
        }),
      );
    });
}

/** Hands messages to a socket, and says whether it takes more. */
class Sender {
  readonly #ready = new BehaviorSubject(false);
  readonly ready$ = this.#ready.asObservable();
  readonly #gate: Gate;
  /** The message that the socket had no room for. */
  #next: string | Uint8Array | undefined;
  #isFinishing = false;

  constructor(
    private readonly socket: SendToSocket,
    options: GateOptions,
    private readonly end: () => void,
  ) {
    this.#gate = new Gate(socket, options, this.#turn);
    socket.addEventListener('open', this.#turn);
    socket.addEventListener('close', end);
    this.#turn();
  }

  send(message: string | Uint8Array): void {
    this.#next = message;
    this.#turn();
  }

  finish(): void {
    this.#isFinishing = true;
    if (this.#next === undefined) this.end();
  }

  leave(): void {
    this.socket.removeEventListener('open', this.#turn);
    this.socket.removeEventListener('close', this.end);
    this.#gate.release();
  }

  readonly #turn = (): void => {
    const message = this.#next;
    if (message !== undefined && this.#gate.canTake(Buffer.byteLength(message))) {
      this.#next = undefined;
      this.#gate.send(message, typeof message !== 'string');
      if (this.#isFinishing) this.end();
    }
    const isReady = this.#next === undefined && this.#gate.canTake(0);
    if (isReady) this.#gate.release();
    else if (this.socket.readyState === OPEN) this.#gate.hold();
    if (isReady !== this.#ready.value) this.#ready.next(isReady);
  };
}

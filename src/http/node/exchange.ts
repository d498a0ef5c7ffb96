import type { ByteSink } from '../body.js';
import { wantsLogin } from './tunnel.js';
import { noteConnection, type Carried } from './connections.js';
import type { Headers } from './headers.js';

/** How undici lets a handler abort a request, and pause its body. */
interface Controller {
  abort(reason: Error): void;
  pause(): void;
  resume(): void;
}

/** What undici calls while it sends a request and receives the reply. */
interface DispatchHandler {
  onRequestStart(controller: Controller): void;
  onResponseStart(controller: Controller, status: number, headers: Headers): void;
  onResponseData(controller: Controller, chunk: Uint8Array): void;
  onResponseEnd(): void;
  onResponseError(controller: Controller, error: Error): void;
}

/** As much of a dispatcher of undici (`Agent`, `Pool`, `ProxyAgent`, `MockAgent` …) as is used here. */
export interface UndiciDispatcher {
  /** Sends one request. */
  dispatch(
    options: {
      readonly origin: string;
      readonly path: string;
      readonly method: 'GET' | 'POST';
      readonly headers: Record<string, string>;
      readonly body: string | null;
      readonly headersTimeout: number;
      readonly bodyTimeout: number;
    },
    handler: DispatchHandler,
  ): boolean;
}

/** Errors of a connection that was closed or reset. */
const CLOSED: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'ECONNABORTED', 'EPIPE']);

/** undici takes a connection back in the turn after the body: a page that is asked for before would open another one. */
const whenConnectionIsFree = (then: () => void): void => {
  // Its own setImmediate comes first that way.
  queueMicrotask(() => {
    setImmediate(then);
  });
};

/** One request and its reply. */
export class Exchange implements DispatchHandler {
  readonly #answer: (status: number, headers: Headers) => void;
  readonly #fail: (error: Error) => void;
  readonly #leaveQueue: () => void;
  readonly #carried: Carried = { reused: false };
  #controller: Controller | undefined;
  #sink: ByteSink | undefined;
  #failure: Error | undefined;
  #answered = false;
  #over = false;
  #aborted = false;

  /**
   * @param answer is called with the head of the reply.
   * @param fail is called when there is none.
   * @param leaveQueue is called when the request no longer waits for a connection: it has one, or was aborted.
   */
  constructor(
    answer: (status: number, headers: Headers) => void,
    fail: (error: Error) => void,
    leaveQueue = (): void => undefined,
  ) {
    this.#answer = answer;
    this.#fail = fail;
    this.#leaveQueue = leaveQueue;
  }

  abort(): void {
    this.#aborted = true;
    this.#leaveQueue();
    if (!this.#over) this.#controller?.abort(new Error('the request was aborted'));
  }

  /** Holds the body up. */
  pause(): void {
    // The connection may have gone on to another request, which must not be held up.
    if (!this.#over) this.#controller?.pause();
  }

  resume(): void {
    if (!this.#over) this.#controller?.resume();
  }

  /** Reads the body, which waits until somebody does; returns how to stop. */
  read(sink: ByteSink): () => void {
    if (this.#sink !== undefined) {
      sink.error(new Error('the body was read before'));
      return () => undefined;
    }
    this.#sink = sink;
    if (this.#failure !== undefined) sink.error(this.#failure);
    else if (this.#over) sink.complete();
    else this.#controller?.resume();
    return () => {
      this.abort();
    };
  }

  /**
   * Whether the request may go out once more, at once: a server may close a kept connection just as the next request goes
   * out on it. It has most likely not read that request, and RFC 9112, section 9.3.1, lets reads be sent again.
   */
  isStale(error: Error): boolean {
    const isClosed = 'code' in error && typeof error.code === 'string' && CLOSED.has(error.code);
    return this.#carried.reused && isClosed && !this.#answered && !this.#aborted;
  }

  /** undici calls the 407 of a proxy that forwards an invalid argument; a real one is found before the request starts. */
  #askedForLogin(error: Error): boolean {
    return this.#controller !== undefined && 'code' in error && error.code === 'UND_ERR_INVALID_ARG';
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    this.#leaveQueue();
    if (this.#aborted) this.abort();
    else noteConnection(this.#carried);
  }

  onResponseStart(controller: Controller, status: number, headers: Headers): void {
    // A 1xx comes before the reply.
    if (status < 200) return;
    this.#answered = true;
    this.#answer(status, headers);
    if (this.#sink === undefined) controller.pause();
  }

  onResponseData(_controller: Controller, chunk: Uint8Array): void {
    this.#sink?.next(chunk);
  }

  onResponseEnd(): void {
    this.#over = true;
    const sink = this.#sink;
    if (sink === undefined) return;
    whenConnectionIsFree(() => {
      sink.complete();
    });
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.#over = true;
    this.#leaveQueue();
    this.#failure = error;
    if (!this.#answered) this.#fail(this.#askedForLogin(error) ? wantsLogin(error) : error);
    else this.#sink?.error(error);
  }
}

import { createRequire } from 'node:module';
import { Observable } from 'rxjs';
import { decodeText } from '../http/body.js';
import { headerOf, type Headers } from '../http/node-headers.js';
import { revealHeaders, type HttpRequest, type HttpResponse, type Transport } from '../http/transport.js';
import { ACCEPTED_ENCODINGS, unpacked } from '../http/unpack.js';

/** What undici calls an abort by, and a pause. */
interface Controller {
  abort(reason: Error): void;
  pause(): void;
  resume(): void;
}

/** As much of a dispatcher of undici (`Agent`, `Pool`, `ProxyAgent` …) as is used here. */
export interface UndiciDispatcher {
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
    handler: {
      onRequestStart(controller: Controller): void;
      onResponseStart(controller: Controller, status: number, headers: Headers): void;
      onResponseData(controller: Controller, chunk: Uint8Array): void;
      onResponseEnd(): void;
      onResponseError(controller: Controller, error: Error): void;
    },
  ): boolean;
}

/** How {@link undiciTransport} sends. */
export interface UndiciTransportOptions {
  /** Any dispatcher of undici, such as a `ProxyAgent`. Default: an `Agent` of its own, with kept connections. */
  readonly dispatcher?: UndiciDispatcher | undefined;
}

/** Who reads a body. */
interface Sink {
  next(chunk: Uint8Array): void;
  error(error: Error): void;
  complete(): void;
}

const newAgent = (): UndiciDispatcher => {
  // Not imported at the top: undici is an optional peer, and the rest of this entry works without it.
  const { Agent } = createRequire(import.meta.url)('undici') as { Agent: new () => UndiciDispatcher };
  return new Agent();
};

/** One request and its reply, as undici tells of them. */
class Exchange {
  #controller: Controller | undefined;
  #sink: Sink | undefined;
  #answered = false;
  #over = false;
  #failure: Error | undefined;
  #aborted = false;

  constructor(
    readonly answer: (status: number, headers: Headers) => void,
    readonly fail: (error: Error) => void,
  ) {}

  abort(): void {
    this.#aborted = true;
    if (!this.#over) this.#controller?.abort(new Error('the request was given up'));
  }

  /** Reads the body; it waits until somebody does. */
  read(sink: Sink): () => void {
    if (this.#sink !== undefined) sink.error(new Error('the body was read before'));
    else {
      this.#sink = sink;
      if (this.#failure !== undefined) sink.error(this.#failure);
      else if (this.#over) sink.complete();
      else this.#controller?.resume();
    }
    return () => {
      this.abort();
    };
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#aborted) this.abort();
  }

  onResponseStart(controller: Controller, status: number, headers: Headers): void {
    // A 1xx comes before the reply.
    if (status < 200) return;
    this.#answered = true;
    this.answer(status, headers);
    if (this.#sink === undefined) controller.pause();
  }

  onResponseData(_controller: Controller, chunk: Uint8Array): void {
    this.#sink?.next(chunk);
  }

  onResponseEnd(): void {
    this.#over = true;
    this.#sink?.complete();
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.#over = true;
    this.#failure = error;
    if (!this.#answered) this.fail(error);
    else this.#sink?.error(error);
  }
}

const toResponse = (status: number, headers: Headers, exchange: Exchange): HttpResponse => {
  const header = headerOf(headers);
  const encoding = header('content-encoding');
  const bytes = new Observable<Uint8Array>((subscriber) => exchange.read(subscriber));
  return {
    status,
    header,
    text: (maxBytes) => decodeText(unpacked(bytes, encoding), maxBytes, header('content-type')),
  };
};

const optionsOf = (request: HttpRequest): Parameters<UndiciDispatcher['dispatch']>[0] => {
  const { origin, pathname, search } = new URL(request.url);
  return {
    origin,
    path: pathname + search,
    method: request.method,
    headers: { 'accept-encoding': ACCEPTED_ENCODINGS, ...revealHeaders(request) },
    body: request.body ?? null,
    // The client has timeouts of its own, on its own clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
};

/**
 * Returns a transport over undici, the HTTP client that Node.js's own fetch is built on. It does what
 * {@link defaultTransport} does, packed bodies included, at less CPU, since no stream is made for a reply.
 *
 * undici is an optional peer dependency: `npm install undici`.
 *
 * @param options `dispatcher`: what sends. Default: an `Agent` of its own; idle connections do not keep the process alive.
 * @throws Error at once, when there is no dispatcher and undici is not installed.
 *
 * @example
 * const org = openai({ adminKey, transport: undiciTransport() });
 */
export const undiciTransport = ({ dispatcher = newAgent() }: UndiciTransportOptions = {}): Transport => {
  return (request) =>
    new Observable<HttpResponse>((subscriber) => {
      if (subscriber.closed) return;
      let answered = false;
      const exchange: Exchange = new Exchange(
        (status, headers) => {
          answered = true;
          subscriber.next(toResponse(status, headers, exchange));
          subscriber.complete();
        },
        (error) => {
          subscriber.error(error);
        },
      );
      subscriber.add(() => {
        if (!answered) exchange.abort();
      });
      dispatcher.dispatch(optionsOf(request), exchange);
    });
};

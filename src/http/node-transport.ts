import { Observable, type Subscriber } from 'rxjs';
import { decodeText, textSink, type ByteSink } from './body.js';
import { headerOf, type Headers } from './node-headers.js';
import { revealHeaders, type HttpRequest, type HttpResponse, type Transport } from './transport.js';
import { ACCEPTED_ENCODINGS, unpacked } from './unpack.js';

/** As much of a reply of node:http as is used here. */
interface Incoming {
  readonly statusCode?: number;
  readonly headers: Headers;
  /** Whether the whole message has arrived. */
  readonly complete: boolean;
  readonly destroyed: boolean;
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** As much of a request of node:http as is used here. */
interface Outgoing {
  /** Whether it went out on a connection that was used before. */
  readonly reusedSocket: boolean;
  on(event: 'response', listener: (reply: Incoming) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  end(body?: string): unknown;
  destroy(): unknown;
}

/** As much of node:http and node:https as is used here. */
export interface NodeHttp {
  request(
    url: string,
    options: { readonly method: string; readonly headers: Readonly<Record<string, string>> },
  ): Outgoing;
}

const CUT = 'the connection was closed before the body was complete';
const NO_REPLY = 'the connection was closed without a reply';

/** Hands on the bytes of a reply as they arrive; returns how to leave: before the last of them that ends the connection. */
const bytesTo = (sink: ByteSink, reply: Incoming, request: Outgoing): (() => void) => {
  const leave = (): void => {
    if (!reply.complete) request.destroy();
  };
  if (reply.destroyed) {
    sink.error(new Error(CUT));
    return leave;
  }
  // Errors stay listened to after an abort: an unheard one would end the process.
  reply.on('error', (error) => {
    sink.error(error);
  });
  reply.on('end', () => {
    // The agent takes the connection back a tick after this: a page that is asked for before would open another one.
    queueMicrotask(() => {
      sink.complete();
    });
  });
  reply.on('close', () => {
    if (!reply.complete) sink.error(new Error(CUT));
  });
  reply.on('data', (chunk) => {
    sink.next(chunk);
  });
  return leave;
};

const toResponse = (reply: Incoming, request: Outgoing): HttpResponse => {
  const header = headerOf(reply.headers);
  const encoding = header('content-encoding');
  const type = header('content-type');
  let isRead = false;
  const bytesOnce = (sink: ByteSink): (() => void) | undefined => {
    if (isRead) {
      sink.error(new Error('the body was read before'));
      return undefined;
    }
    isRead = true;
    return bytesTo(sink, reply, request);
  };
  const plain = (maxBytes: number): Observable<string> =>
    new Observable((subscriber) => bytesOnce(textSink(subscriber, maxBytes, type)));
  const packed = (maxBytes: number): Observable<string> =>
    decodeText(unpacked(new Observable(bytesOnce), encoding), maxBytes, type);
  // Most bodies are not packed, and take one Observable less.
  return { status: reply.statusCode ?? 0, header, text: encoding === null ? plain : packed };
};

/** One request under way, and who waits for its reply. */
class Exchange {
  readonly #send: () => Outgoing;
  readonly #subscriber: Subscriber<HttpResponse>;
  #outgoing: Outgoing | undefined;
  #answered = false;
  #sentAgain = false;

  constructor(send: () => Outgoing, subscriber: Subscriber<HttpResponse>) {
    this.#send = send;
    this.#subscriber = subscriber;
  }

  start(): void {
    const outgoing = this.#send();
    this.#outgoing = outgoing;
    // Stays listened to after the reply: a connection can break later, and an unheard error would end the process.
    outgoing.on('error', (error) => {
      if (this.#isStale(outgoing, error)) this.#startAgain();
      else this.#subscriber.error(error);
    });
    outgoing.on('response', (reply) => {
      this.#answered = true;
      this.#subscriber.next(toResponse(reply, outgoing));
      this.#subscriber.complete();
    });
    // A reply that switches protocols, which nobody asked for, comes with neither.
    outgoing.on('close', () => {
      if (!this.#answered && outgoing === this.#outgoing) this.#subscriber.error(new Error(NO_REPLY));
    });
  }

  abort(): void {
    if (!this.#answered) this.#outgoing?.destroy();
  }

  /**
   * A server may close a kept connection just as the next request goes out on it. It has most likely not read that request,
   * which goes out once more, as RFC 9112, section 9.3.1, lets reads do; a second connection that breaks is an error.
   */
  #isStale({ reusedSocket }: Outgoing, error: Error): boolean {
    const isClosed = 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
    return reusedSocket && isClosed && !this.#answered && !this.#sentAgain && !this.#subscriber.closed;
  }

  #startAgain(): void {
    this.#sentAgain = true;
    this.start();
  }
}

/**
 * Returns a transport over node:http itself, with the connections that its global agent keeps. cross-fetch sends the same
 * way, but hands each body through two more streams, which costs more than all else that is done for a page, and does not
 * notice that a body with a known length was cut short.
 *
 * @param http gives the module for `http:` or `https:` addresses.
 */
export const nodeTransport =
  (http: (secure: boolean) => NodeHttp): Transport =>
  (request: HttpRequest) =>
    new Observable<HttpResponse>((subscriber) => {
      if (subscriber.closed) return;
      const { method, url, body } = request;
      // node:http would write it without a length, and the server read it as the beginning of the next request.
      if (method === 'GET' && body !== undefined) throw new TypeError('a GET request has no body');
      const headers = { 'accept-encoding': ACCEPTED_ENCODINGS, ...revealHeaders(request) };
      const send = (): Outgoing => {
        const outgoing = http(/^https:/i.test(url)).request(url, { method, headers });
        outgoing.end(body);
        return outgoing;
      };
      const exchange = new Exchange(send, subscriber);
      subscriber.add(() => {
        exchange.abort();
      });
      exchange.start();
    });

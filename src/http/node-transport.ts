import { Observable } from 'rxjs';
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
  readonly readableEnded: boolean;
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** As much of a request of node:http as is used here. */
interface Outgoing {
  on(event: 'response', listener: (reply: Incoming) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
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

/** Hands on the bytes of a reply as they arrive; returns how to leave: before the last of them that ends the connection. */
const bytesTo = (sink: ByteSink, reply: Incoming, request: Outgoing): (() => void) => {
  const leave = (): void => {
    if (!reply.complete) request.destroy();
  };
  if (reply.readableEnded || reply.destroyed) {
    sink.error(new Error(reply.complete ? 'the body was read before' : CUT));
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
  const plain = (maxBytes: number): Observable<string> =>
    new Observable((subscriber) => bytesTo(textSink(subscriber, maxBytes, type), reply, request));
  const packed = (maxBytes: number): Observable<string> => {
    const bytes = new Observable<Uint8Array>((subscriber) => bytesTo(subscriber, reply, request));
    return decodeText(unpacked(bytes, encoding), maxBytes, type);
  };
  // Most bodies are not packed, and take one Observable less.
  return { status: reply.statusCode ?? 0, header, text: encoding === null ? plain : packed };
};

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
      const headers = { 'accept-encoding': ACCEPTED_ENCODINGS, ...revealHeaders(request) };
      const outgoing = http(/^https:/i.test(url)).request(url, { method, headers });
      let answered = false;
      subscriber.add(() => {
        if (!answered) outgoing.destroy();
      });
      // Stays listened to as well: a connection can break after the reply.
      outgoing.on('error', (error) => {
        subscriber.error(error);
      });
      outgoing.on('response', (reply) => {
        answered = true;
        subscriber.next(toResponse(reply, outgoing));
        subscriber.complete();
      });
      outgoing.end(body);
    });

import crossFetch from 'cross-fetch';
import { Observable } from 'rxjs';
import { bodyText } from './body.js';
import { cutWatch } from './cut-watch.js';
import { revealHeaders, type HttpRequest, type HttpResponse, type Transport } from './transport.js';

/** Any WHATWG fetch. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const initOf = (request: HttpRequest, signal: AbortSignal, extra: Record<string, string>): RequestInit => ({
  method: request.method,
  headers: { ...extra, ...revealHeaders(request) },
  redirect: 'manual',
  credentials: 'omit',
  signal,
  ...(request.body === undefined ? {} : { body: request.body }),
});

/** One exchange: how to abort it, and why its connection broke, once it has. */
interface Exchange {
  readonly controller: AbortController;
  cut: Error | undefined;
}

const exchangeOf = (): Exchange => ({ controller: new AbortController(), cut: undefined });

/** Fails the body by aborting: the stream of node-fetch can be ended in no other way. */
const cutOff = (exchange: Exchange) => (): void => {
  exchange.cut = new Error('the connection was closed before the body was complete');
  exchange.controller.abort();
};

const toResponse = (response: Response, exchange: Exchange): HttpResponse => ({
  status: response.status,
  header: (name) => response.headers.get(name),
  text: (maxBytes) =>
    new Observable((subscriber) => {
      let ended = false;
      if (exchange.cut !== undefined) {
        subscriber.error(exchange.cut);
        return;
      }
      subscriber.add(() => {
        if (!ended) exchange.controller.abort();
      });
      bodyText(response, maxBytes).subscribe({
        next: (piece) => {
          subscriber.next(piece);
        },
        error: (error: unknown) => {
          subscriber.error(exchange.cut ?? error);
        },
        complete: () => {
          ended = true;
          subscriber.complete();
        },
      });
    }),
});

/**
 * Returns a transport over a fetch. It sends on subscription, aborts on unsubscription (headers or body still under
 * way), sends no cookies and never follows a redirect, since a redirect could carry a credential to another host.
 *
 * @param fetch any WHATWG fetch. Default: cross-fetch, in Node.js over `http.Agent` with kept connections.
 */
export const fetchTransport = (fetch?: Fetch): Transport => {
  const send = fetch ?? crossFetch;
  // node-fetch, which is cross-fetch in Node, closes each connection unless told otherwise; browsers ignore the header.
  const extra: Record<string, string> = fetch === undefined ? { connection: 'keep-alive' } : {};
  return (request) =>
    new Observable<HttpResponse>((subscriber) => {
      if (subscriber.closed) return;
      const exchange = exchangeOf();
      const { controller } = exchange;
      const watch = fetch === undefined ? cutWatch(request.url, cutOff(exchange)) : {};
      let answered = false;
      subscriber.add(() => {
        if (!answered) controller.abort();
      });
      send(request.url, { ...initOf(request, controller.signal, extra), ...watch }).then(
        (response) => {
          answered = true;
          subscriber.next(toResponse(response, exchange));
          subscriber.complete();
        },
        (error: unknown) => {
          subscriber.error(error);
        },
      );
    });
};

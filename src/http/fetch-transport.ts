import crossFetch from 'cross-fetch';
import { Observable } from 'rxjs';
import { bodyText } from './body.js';
import { cutWatch } from './cut-watch.js';
import { revealHeaders, type HttpRequest, type HttpResponse, type Transport } from './transport.js';

/** Any WHATWG fetch. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const initOf = (request: HttpRequest, extra: Record<string, string>): RequestInit => ({
  method: request.method,
  headers: { ...extra, ...revealHeaders(request) },
  redirect: 'manual',
  credentials: 'omit',
  ...(request.body === undefined ? {} : { body: request.body }),
});

/** One exchange: how to abort it, and what is told when its connection breaks. */
interface Exchange {
  abort: () => void;
  cut: Error | undefined;
  onCut: ((cut: Error) => void) | undefined;
}

const cutOff = (exchange: Exchange) => (): void => {
  exchange.cut = new Error('the connection was closed before the body was complete');
  exchange.onCut?.(exchange.cut);
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
      exchange.onCut = (cut) => {
        subscriber.error(cut);
      };
      subscriber.add(() => {
        if (!ended) exchange.abort();
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

/** Sends one request, and gives the exchange a way to abort it. */
type Start = (request: HttpRequest, exchange: Exchange) => Promise<Response>;

const startWith =
  (fetch: Fetch, extra: Record<string, string> = {}): Start =>
  (request, exchange) => {
    const controller = new AbortController();
    exchange.abort = () => {
      controller.abort();
    };
    return fetch(request.url, { ...initOf(request, extra), signal: controller.signal });
  };

/**
 * cross-fetch. In Node.js it is node-fetch, whose requests can be ended themselves and need no AbortController. The first
 * request has one all the same, to see whether it is that fetch.
 */
const startDefault = (): Start => {
  // node-fetch closes each connection unless told otherwise; browsers ignore the header.
  const extra = { connection: 'keep-alive' };
  let isSeen = false;
  return (request, exchange) => {
    const watch = cutWatch(request.url);
    const watched: Fetch = (url, rest) => crossFetch(url, { ...rest, ...watch.init });
    const send = isSeen
      ? () => watched(request.url, initOf(request, extra))
      : () => startWith(watched, extra)(request, exchange);
    const [answer, seen] = watch.watch(cutOff(exchange), send);
    if (seen !== undefined) {
      isSeen = true;
      exchange.abort = () => {
        seen.destroy();
      };
    }
    return answer;
  };
};

/**
 * Returns a transport over a fetch. It sends on subscription, aborts on unsubscription (headers or body still under
 * way), sends no cookies and never follows a redirect, since a redirect could carry a credential to another host.
 *
 * @param fetch any WHATWG fetch. Default: cross-fetch, in Node.js over `http.Agent` with kept connections.
 */
export const fetchTransport = (fetch?: Fetch): Transport => {
  const start = fetch === undefined ? startDefault() : startWith(fetch);
  return (request) =>
    new Observable<HttpResponse>((subscriber) => {
      if (subscriber.closed) return;
      const exchange: Exchange = { abort: () => undefined, cut: undefined, onCut: undefined };
      let answered = false;
      subscriber.add(() => {
        if (!answered) exchange.abort();
      });
      start(request, exchange).then(
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

import { Observable, tap, type Subscriber } from 'rxjs';
import { bodyText } from './body.js';
import { inBrowser } from './browser.js';
import { withoutReply } from '#system';
import { revealHeaders, type HttpRequest, type HttpResponse, type Transport } from './transport.js';

/** Any WHATWG fetch. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const initOf = (request: HttpRequest): RequestInit => ({
  method: request.method,
  headers: revealHeaders(request),
  redirect: 'manual',
  credentials: 'omit',
  ...(request.body === undefined ? {} : { body: request.body }),
});

const toResponse = (response: Response, abort: () => void): HttpResponse => {
  let isRead = false;
  const read = (subscriber: Subscriber<string>, maxBytes: number): void => {
    // Not every fetch refuses a second reader: it would wait for what has passed.
    if (isRead) {
      subscriber.error(new Error('the body was read before'));
      return;
    }
    isRead = true;
    let ended = false;
    subscriber.add(() => {
      if (!ended) abort();
    });
    const end = (): void => {
      ended = true;
    };
    bodyText(response, maxBytes)
      .pipe(tap({ complete: end }))
      .subscribe(subscriber);
  };
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    text: (maxBytes) =>
      new Observable((subscriber) => {
        read(subscriber, maxBytes);
      }),
  };
};

/**
 * Returns a transport over a fetch. It sends on subscription, aborts on unsubscription (headers or body still under
 * way), sends no cookies and never follows a redirect, since a redirect could carry a credential to another host.
 *
 * @param fetch any WHATWG fetch: that of the browser, cross-fetch, one that a test brings.
 *
 * @example
 * const transport = fetchTransport(() => Promise.resolve(Response.json({ data: [{ id: 'w1' }], has_more: false })));
 * createClient(provider, { transport }).list(widgets).subscribe(({ id }) => console.log(id));
 * // w1
 */
export const fetchTransport =
  (fetch: Fetch): Transport =>
  (request) =>
    new Observable<HttpResponse>((subscriber) => {
      if (subscriber.closed) return;
      const controller = new AbortController();
      const abort = (): void => {
        controller.abort();
      };
      let answered = false;
      subscriber.add(() => {
        if (!answered) abort();
      });
      fetch(request.url, { ...initOf(request), signal: controller.signal }).then(
        (response) => {
          answered = true;
          subscriber.next(toResponse(response, abort));
          subscriber.complete();
        },
        (error: unknown) => {
          subscriber.error(withoutReply(inBrowser(error, request.url)));
        },
      );
    });

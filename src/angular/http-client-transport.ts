import { HttpClient, HttpErrorResponse, type HttpResponse as Answer } from '@angular/common/http';
import { assertInInjectionContext, inject } from '@angular/core';
import { catchError, defer, map, of, throwError, type Observable } from 'rxjs';
import { inBrowser } from '../http/browser.js';
import { withoutReply } from '#system';
import { BodyTooLargeError, revealHeaders, type HttpResponse, type Transport } from '../http/transport.js';

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const bodyOf = (text: string, maxBytes: number): Observable<string> =>
  bytesOf(text) > maxBytes ? throwError(() => new BodyTooLargeError(maxBytes)) : of(text);

const responseOf = ({ status, headers }: HttpErrorResponse | Answer<string>, text: string): HttpResponse => ({
  status,
  header: (name) => headers.get(name),
  text: (maxBytes) => defer(() => bodyOf(text, maxBytes)),
});

const isRedirect = ({ responseType }: HttpErrorResponse): boolean => responseType === 'opaqueredirect';

/** HttpClient raises every status outside of 2xx; here a status is judged above, and 0 is no reply at all. */
const answerOf = (error: unknown, url: string): Observable<HttpResponse> => {
  if (!(error instanceof HttpErrorResponse)) return throwError(() => error);
  const cause: unknown = error.error;
  return error.status > 0 || isRedirect(error)
    ? of(responseOf(error, typeof cause === 'string' ? cause : ''))
    : throwError(() => withoutReply(inBrowser(cause ?? error, url)));
};

/** Browsers do not let a page choose the user agent. */
const headersOf = (request: Parameters<Transport>[0]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(revealHeaders(request)).filter(([name]) => name.toLowerCase() !== 'user-agent'),
  );

/**
 * Returns a transport that sends through Angular's `HttpClient`, so that the interceptors of the app and its session apply.
 * Like `fetchTransport` it sends when it is subscribed to, aborts when it is unsubscribed, and does not judge a status;
 * unlike it, it reads a body to its end before its size is checked, and sends the cookies of the page's own origin.
 *
 * @param http the client; without it the one of the injection context in which the function is called
 * @throws Error where there is neither: call it in a constructor, a field initializer or a factory.
 *
 * @example
 * ```ts no-run
 * class Mine {
 *   readonly client = createClient({ name: 'mine', baseUrl: `${location.origin}/api` }, { transport: httpClientTransport() });
 * }
 * ```
 */
export const httpClientTransport = (http?: HttpClient): Transport => {
  if (http === undefined) assertInInjectionContext(httpClientTransport);
  const client = http ?? inject(HttpClient);
  return (request) =>
    client
      .request(request.method, request.url, {
        ...(request.body === undefined ? {} : { body: request.body }),
        headers: headersOf(request),
        observe: 'response',
        responseType: 'text',
        redirect: 'manual',
      })
      .pipe(
        map((answer) => responseOf(answer, answer.body ?? '')),
        catchError((error: unknown) => answerOf(error, request.url)),
      );
};

import { catchError, defer, mergeMap, throwError, timer, type Observable, type SchedulerLike } from 'rxjs';
import { backoffMs } from '../../operators/internal/backoff.js';
import { HttpError } from '../http/errors.js';
import type { PreparedCall } from '../endpoint/call.js';
import type { ClientEvent } from '../endpoint/events.js';
import type { RetryOptions } from '../endpoint/options.js';
import { sizeNameOf } from '../endpoint/page-size.js';
import type { Position } from '../endpoint/resume-token.js';

/** What of a page and its client decides about a smaller one. */
interface ShrinkablePage {
  readonly client: {
    readonly provider: { readonly name: string };
    readonly retry: RetryOptions | undefined;
    readonly maxRetryAfterMs: number;
    readonly scheduler: SchedulerLike;
    readonly emit: (event: ClientEvent) => void;
  };
  readonly endpoint: { readonly id: string };
  readonly call: Pick<PreparedCall, 'limits' | 'shrinkOn'>;
  readonly position: Position;
}

/** The part of a client that asks for a smaller page where one was too large for the server. */
export interface ShrinkPart {
  /** Notes a failure that a smaller page answers. */
  readonly note: (page: ShrinkablePage, error: unknown) => void;
  /** Returns whether a smaller page answers this failure, so that the same page is not requested again. */
  readonly answers: (error: unknown) => boolean;
  /** Returns the reply to a page, or, if the page was too large for the server, to a smaller one at the same position. */
  readonly around: <P extends ShrinkablePage, R>(page: P, ask: (page: P) => Observable<R>) => Observable<R>;
}

/** The same page with a smaller size. */
interface SmallerPage {
  readonly from: number;
  readonly to: number;
  readonly status: number;
  readonly position: Position;
}

/** The page size of a request, where one is asked for. */
const askedSize = ({
  call,
  position,
}: ShrinkablePage): { readonly name: string; readonly size: number } | undefined => {
  const name = sizeNameOf(call.limits);
  const size = name === undefined ? undefined : position.request.query[name];
  return name === undefined || size === undefined ? undefined : { name, size: Number(size) };
};

const isTooLarge = ({ call }: ShrinkablePage, error: unknown): error is HttpError =>
  error instanceof HttpError && call.shrinkOn.includes(error.status);

const leastOf = ({ call }: ShrinkablePage): number => Math.max(1, call.limits?.min ?? 1);

/** The page to ask for instead of one that was too large for the server; undefined where there is none, or it was not. */
const smallerPage = (page: ShrinkablePage, error: unknown): SmallerPage | undefined => {
  const asked = askedSize(page);
  const least = leastOf(page);
  if (!isTooLarge(page, error) || asked === undefined || !(asked.size > least)) return undefined;
  const { name, size: from } = asked;
  const to = Math.max(least, Math.floor(from / 2));
  const { index, request } = page.position;
  const query = { ...request.query, [name]: String(to) };
  return { from, to, status: error.status, position: { index, request: { ...request, query } } };
};

const shrinkable = new WeakSet();

const note = (page: ShrinkablePage, error: unknown): void => {
  if (error instanceof HttpError && smallerPage(page, error) !== undefined) shrinkable.add(error);
};

const isShrinkable = (error: unknown): error is HttpError =>
  error instanceof HttpError && shrinkable.has(error);

/** The error to report if a page cannot shrink any more. */
const smallestFailure = (page: ShrinkablePage, error: unknown): unknown => {
  const size = askedSize(page)?.size;
  if (!isTooLarge(page, error) || (size !== undefined && size > leastOf(page))) return error;
  const { status, waitMs, retryable } = error;
  const what = size === undefined ? 'no pageSize was given' : `${size} is the smallest pageSize`;
  return new HttpError({
    code: 'http-page-too-large',
    message: `the server answers ${status}, and the page cannot shrink: ${what}`,
    advice: 'See what the vendor says, and try again later.',
    ...{ context: error, status, waitMs, retryable, cause: error },
  });
};

/** How long to wait before the smaller page: a refusal needs no wait, a server that fails is given time. */
const waitBefore = (
  { retry, maxRetryAfterMs }: Pick<ShrinkablePage['client'], 'retry' | 'maxRetryAfterMs'>,
  { status, waitMs }: HttpError,
  halvings: number,
): number | undefined => {
  if (waitMs !== undefined) return waitMs > maxRetryAfterMs ? undefined : Math.max(0, Math.ceil(waitMs));
  if (status < 500 || retry === undefined) return 0;
  const { baseMs = 500, maxDelayMs = 30_000, random = Math.random } = retry;
  return backoffMs(halvings, random(), { baseMs, maxDelayMs });
};

/** Asks for a page of half the size; undefined where there is none, or the server asks for too long a wait. */
const askSmaller = <P extends ShrinkablePage, R>(
  page: P,
  error: HttpError,
  halvings: number,
  ask: (page: P) => Observable<R>,
): Observable<R> | undefined => {
  const smaller = smallerPage(page, error);
  const waitMs = waitBefore(page.client, error, halvings);
  if (smaller === undefined || waitMs === undefined) return undefined;
  const { client, endpoint } = page;
  const { from, to, status, position } = smaller;
  const at = { provider: client.provider.name, endpoint: endpoint.id, pageIndex: position.index };
  client.emit({ type: 'shrink', ...at, status, from, to });
  const next = defer(() => shrinking({ ...page, position }, ask, halvings));
  return waitMs === 0 ? next : timer(waitMs, client.scheduler).pipe(mergeMap(() => next));
};

const shrinking = <P extends ShrinkablePage, R>(
  page: P,
  ask: (page: P) => Observable<R>,
  halvings = 0,
): Observable<R> => {
  const asked = ask(page);
  if (page.call.shrinkOn.length === 0) return asked;
  return asked.pipe(
    catchError((error: unknown) => {
      const smaller = isShrinkable(error) ? askSmaller(page, error, halvings + 1, ask) : undefined;
      return smaller ?? throwError(() => smallestFailure(page, error));
    }),
  );
};

/**
 * The part of a client that makes `shrinkOn` of an endpoint work: a page that was too large for the server is requested again at the
 * same position with half the size, down to the smallest. An event of type `shrink` reports each step.
 *
 * A client without it refuses such an endpoint with a `ConfigError`, before anything is sent.
 *
 * @example
 * const list = defineEndpoint({
 *   id: 'acme.logs',
 *   path: '/logs',
 *   paging: lastId(),
 *   item: t.type({ id: t.string }),
 *   key: ['id'],
 *   limits: { param: 'limit', max: 100 },
 *   shrinkOn: [413, 502],
 * });
 * const reply = (url: string) =>
 *   Promise.resolve(
 *     url.endsWith('limit=100') ? new Response('', { status: 413 }) : Response.json({ data: [{ id: url }], has_more: false }),
 *   );
 * createPlainClient(provider, { fetch: reply }, { smallerPages }).list(list, {}, { pageSize: 100 }).subscribe(({ id }) => console.log(id));
 * // https://api.acme.test/logs?limit=50
 */
export const smallerPages: ShrinkPart = { note, answers: isShrinkable, around: shrinking };

import {
  asyncScheduler,
  catchError,
  defer,
  from,
  map,
  Observable,
  of,
  switchMap,
  throwError,
  timeout,
  type SchedulerLike,
  type Subscriber,
} from 'rxjs';
import { MAX_TIMER_MS } from '../../operators/internal/backoff.js';
import { checkCount, checkUpTo } from '../../operators/internal/check.js';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import type { FindingRow } from '../monitor/shapes.js';
import { isLoopback } from './gateway/guard.js';

/** What happened to a finding. */
export interface Notice {
  /** Whether it was opened or closed. */
  readonly event: 'opened' | 'closed';
  /** The finding, with names for people. */
  readonly finding: FindingRow;
}

/** What became of a notice. */
export interface Delivery extends Notice {
  /** Whether the server accepted it. */
  readonly delivered: boolean;
  /** The status of the last answer; absent where there was none. */
  readonly status?: number | undefined;
}

/** The part of an answer that is looked at. */
export interface NotifyReply {
  /** The status. */
  readonly status: number;
  /** The headers; `retry-after` is read. */
  readonly headers: { get(name: string): string | null };
  /** The body; it is cancelled unread. */
  readonly body?: { cancel(): Promise<void> } | null | undefined;
}

/** Where findings are posted. */
export interface NotifyOptions {
  /** `https`, or `http` of this machine. Webhooks often hold a secret in it: no error and no delivery does. */
  readonly url: string;
  /** Sent along with each: `{ authorization: 'Bearer …' }`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What is posted, as JSON. Default the notice itself. */
  readonly format?: ((notice: Notice) => unknown) | undefined;
  /** Attempts for each, the first included. Default 5. */
  readonly maxAttempts?: number | undefined;
  /** How long an answer may take, in milliseconds. Default 10 s. */
  readonly timeoutMs?: number | undefined;
  /** Default the `fetch` of the platform. */
  readonly fetch?:
    | ((
        url: string,
        init: {
          readonly method: string;
          readonly headers: Record<string, string>;
          readonly body: string;
          readonly redirect: 'manual';
          readonly signal: AbortSignal;
        },
      ) => Promise<NotifyReply>)
    | undefined;
  /** Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Of the waits between attempts: a number from 0 up to 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** An answer that is no success. */
class Rejected extends Error {
  constructor(
    readonly status: number,
    readonly waitMs: number | undefined,
  ) {
    super(`the webhook answered ${String(status)}`);
  }
}

const isWorthRetrying = (error: unknown): boolean =>
  !(error instanceof Rejected) || error.status >= 500 || error.status === 429 || error.status === 408;

const checkUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!isSafe) throw new TypeError('the URL of a webhook must be https, or http of this machine');
  return text;
};

const waitOf = (headers: NotifyReply['headers']): number | undefined => {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return seconds >= 0 ? seconds * 1_000 : undefined;
};

/** Posts one notice, as often as it takes. */
const post = (notice: Notice, options: NotifyOptions): Observable<Delivery> => {
  const { url, headers = {}, format = (each: Notice): unknown => each, timeoutMs = 10_000 } = options;
  const { maxAttempts = 5, scheduler = asyncScheduler, random, fetch: send = fetch } = options;
  const body = JSON.stringify(format(notice));
  const attempt = new Observable<NotifyReply>((subscriber) => {
    const abort = new AbortController();
    const all = { 'content-type': 'application/json', ...headers };
    const reply = send(url, { method: 'POST', headers: all, body, redirect: 'manual', signal: abort.signal });
    subscriber.add(from(reply).subscribe(subscriber));
    return () => abort.abort();
  });
  return attempt.pipe(
    timeout({ first: timeoutMs, scheduler }),
    switchMap((reply) => {
      // An unread body would hold its connection.
      reply.body?.cancel().catch(() => undefined);
      return reply.status >= 200 && reply.status < 300
        ? of(reply.status)
        : throwError(() => new Rejected(reply.status, waitOf(reply.headers)));
    }),
    retryWithBackoff({
      maxAttempts,
      scheduler,
      random,
      baseMs: 1_000,
      isRetryable: isWorthRetrying,
      waitOf: (error) => (error instanceof Rejected ? error.waitMs : undefined),
    }),
    map((status) => ({ ...notice, delivered: true, status })),
    // The platform's own errors may name the URL.
    catchError((error: unknown) =>
      of({ ...notice, delivered: false, ...(error instanceof Rejected ? { status: error.status } : {}) }),
    ),
  );
};

/** Posts until the server knows what is open: one notice at a time, and none of what came and went meanwhile. */
class Notifier {
  readonly #known = new Map<string, FindingRow>();
  #open: ReadonlyMap<string, FindingRow> = new Map();
  #isPosting = false;
  #isOver = false;

  constructor(
    private readonly subscriber: Subscriber<Delivery>,
    private readonly options: NotifyOptions,
  ) {}

  take(findings: readonly FindingRow[]): void {
    // Newest first is how findings are shown; they are posted in the order in which they came.
    this.#open = new Map([...findings].reverse().map((finding) => [finding.id, finding]));
    this.#go();
  }

  end(): void {
    this.#isOver = true;
    this.#go();
  }

  #next(): Notice | undefined {
    for (const [id, finding] of this.#known) if (!this.#open.has(id)) return { event: 'closed', finding };
    for (const [id, finding] of this.#open) if (!this.#known.has(id)) return { event: 'opened', finding };
    return undefined;
  }

  #go(): void {
    if (this.#isPosting) return;
    const notice = this.#next();
    if (notice === undefined) {
      if (this.#isOver) this.subscriber.complete();
      return;
    }
    this.#isPosting = true;
    const posting = defer(() => post(notice, this.options)).subscribe({
      next: (delivery) => this.subscriber.next(delivery),
      error: (error: unknown) => this.subscriber.error(error),
      complete: () => {
        if (notice.event === 'opened') this.#known.set(notice.finding.id, notice.finding);
        else this.#known.delete(notice.finding.id);
        this.#isPosting = false;
        this.#go();
      },
    });
    this.subscriber.add(posting);
  }
}

/**
 * Returns a stream that posts each finding to a webhook when it opens and when it closes, and emits what became of it. Nothing
 * is posted before it is subscribed to; findings that are open then are posted as opened.
 *
 * One notice is on its way at a time. What opened and closed while the webhook did not answer is never posted; a notice that
 * was rejected for good is emitted with `delivered: false` and not posted again. Redirects are not followed.
 *
 * - **Completion** of the findings: completes when everything has been posted.
 * - **Errors**: those of the findings, and what `format` throws. A webhook that fails is none.
 *
 * @param findings$ `monitor.findings$`
 * @param options see {@link NotifyOptions}
 * @throws TypeError where the URL is neither `https` nor of this machine
 * @throws RangeError when `maxAttempts` or `timeoutMs` is out of its range
 *
 * @example
 * ```ts no-run
 * const url = 'https://hooks.example.com/usage';
 * notify(createMonitor([source]).findings$, {
 *   url,
 *   format: ({ event, finding }) => ({ text: `${event}: ${finding.title}` }),
 * }).subscribe(({ delivered, status }) => console.log(delivered, status));
 * ```
 */
export const notify = (
  findings$: Observable<readonly FindingRow[]>,
  options: NotifyOptions,
): Observable<Delivery> => {
  const { maxAttempts, timeoutMs } = options;
  checkUrl(options.url);
  if (maxAttempts !== undefined) checkCount('notify', 'maxAttempts', maxAttempts);
  if (timeoutMs !== undefined) checkUpTo('notify', 'timeoutMs', timeoutMs, MAX_TIMER_MS);
  return new Observable((subscriber) => {
    const notifier = new Notifier(subscriber, options);
    subscriber.add(
      findings$.subscribe({
        next: (findings) => notifier.take(findings),
        error: (error: unknown) => subscriber.error(error),
        complete: () => notifier.end(),
      }),
    );
  });
};

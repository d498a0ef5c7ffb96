import type { ObservableInput, SchedulerLike } from 'rxjs';
import type { Limiter } from '../../operators/throttleRequests.js';
import type { RetryBudget } from '../../operators/retryBudget.js';
import type { Fetch } from '../http/fetch-transport.js';
import type { Secret } from '../http/secret.js';
import type { Transport } from '../http/transport.js';
import type { Page, ResumeToken } from './page.js';

/** How one list is walked. */
export interface ListOptions {
  /** Items a page. Default: the vendor's documented maximum, at most 1,000. The same as the vendor's own parameter. */
  readonly pageSize?: number | undefined;
  /** Stop after so many pages; visible in `Page.end`. Default: none. */
  readonly maxPages?: number | undefined;
  /** Stop after so many items; visible in `Page.end`. Default: none. */
  readonly maxItems?: number | undefined;
  /** Pages in flight at once, where the endpoint can run ahead. Default 1. */
  readonly concurrency?: number | undefined;
  /** Under pull (async iteration): pages asked for ahead of the consumer. Default 1; no effect under plain subscribe. */
  readonly prefetch?: number | undefined;
  /** The request after this page waits until the returned input completes. Nothing runs ahead then. Default: none. */
  readonly gate?: ((page: Page<unknown, unknown>) => ObservableInput<unknown>) | undefined;
  /** Go on after the page that gave this token. Default: from the start. */
  readonly resume?: ResumeToken | string | undefined;
  /** An item that does not decode: `fail` the walk, `skip` it (an event reports it), `collect` it. Default `fail`. */
  readonly onInvalid?: 'fail' | 'skip' | 'collect' | undefined;
  /** Ends the walk with the signal's reason, beside unsubscribing. Default: none. */
  readonly signal?: AbortSignal | undefined;
  /** The whole walk must be over after so many milliseconds. Default: none. */
  readonly deadlineMs?: number | undefined;
  /** Empty pages in a row that are still followed. Default 1,000. */
  readonly maxEmptyPages?: number | undefined;
}

/** How failed requests are made again. */
export interface RetryOptions {
  /** Attempts at one page, the first included. Default 5. */
  readonly maxAttempts?: number | undefined;
  /** Ceiling of the first backoff in milliseconds; it doubles with each attempt. Default 500. */
  readonly baseMs?: number | undefined;
  /** Ceiling of every backoff in milliseconds. Default 30,000. */
  readonly maxDelayMs?: number | undefined;
  /** Pays for the retries of this client. Default: one of its own, 500 tokens. */
  readonly budget?: RetryBudget | undefined;
  /** Source of the jitter, from 0 up to 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** When a client stops asking a service that is down. */
export interface BreakerOptions {
  /** Failures in a row, over all walks of the client, that open the circuit. Default 10. */
  readonly failureThreshold?: number | undefined;
  /** Milliseconds for which nothing is sent then; afterwards one request tries. Default 30,000. */
  readonly openMs?: number | undefined;
}

/** How a client behaves, whatever it lists. */
export interface ClientOptions {
  /** Where the API is. Default: the vendor's own address. */
  readonly baseUrl?: string | undefined;
  /** Sends requests. Default: {@link fetchTransport} over `fetch`, where that is given, else {@link defaultTransport}. */
  readonly transport?: Transport | undefined;
  /** Any WHATWG fetch; it is called without a `this`. Default: none in Node.js, which sends over undici, and the global one elsewhere. */
  readonly fetch?: Fetch | undefined;
  /** Paces requests; `false` disables pacing. Default: one with the limits that the vendor documents. */
  readonly limiter?: Limiter | false | undefined;
  /** Retries; `false` disables them. Default: five attempts, see {@link RetryOptions}. */
  readonly retry?: RetryOptions | false | undefined;
  /** Circuit breaker; `false` disables it. Default: it opens after ten failures in a row, see {@link BreakerOptions}. */
  readonly breaker?: BreakerOptions | false | undefined;
  /** A longer wait that a server asks for is a `RateLimitError`, at once. Default 60,000. */
  readonly maxRetryAfterMs?: number | undefined;
  /** Time for one attempt, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Time that a body may stand still, in milliseconds. Default 15,000. */
  readonly stallMs?: number | undefined;
  /** Largest body, in bytes. Default 32 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /** Deepest nesting of a body. Default 64. */
  readonly maxDepth?: number | undefined;
  /** Other origins that links may lead to, credentials included. Default: none. */
  readonly allowOrigins?: readonly string[] | undefined;
  /** Source of time, and where all timers run. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Headers for every request. A value that is a credential may be a {@link Secret}: it is shown nowhere. Default: none. */
  readonly headers?: Readonly<Record<string, string | Secret<string>>> | undefined;
  /** Default `headwater/<version>`. */
  readonly userAgent?: string | undefined;
}

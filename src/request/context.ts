import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { OutOfRangeError } from '../../operators/internal/check.js';
import { steadyClock, type SteadyClock } from '../../operators/internal/clock.js';
import { retryBudget } from '../../operators/retryBudget.js';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import type { Limiter } from '../../operators/throttleRequests.js';
import type { AdaptiveLimiterConfig } from '../pace/adaptive-limiter.js';
import type { ObservantLimiter } from '../pace/cautious-limiter.js';
import { holdingLimiter } from '../pace/holding-limiter.js';
import { defaultTransport } from '../http/default-transport.js';
import { fetchTransport } from '../http/fetch-transport.js';
import { knownSecrets, withTexts, type KnownSecrets } from '../http/known-secrets.js';
import type { Transport } from '../http/transport.js';
import { VERSION } from '../http/version.js';
import {
  addressOf,
  aFunction,
  checkClientOptions,
  checkHeaderOptions,
  checkMembers,
  checkProvider,
  headersOf,
  refuseOption,
  withMethods,
  type HeaderOptions,
} from '../endpoint/check-client-options.js';
import type { Check } from '../paging/config.js';
import type { ExactParse } from '../http/json.js';
import type { DriftPart, DriftWatch } from './drift.js';
import type { ClientEvent } from '../endpoint/events.js';
import type { ClientOptions, RetryOptions } from '../endpoint/options.js';
import type { PlainProvider, Provider } from '../endpoint/provider.js';
import type { BreakerPart, Guard } from './outage-breaker.js';
import type { ShrinkPart } from './shrink.js';

/** What all requests of one client share, with every default resolved: nothing below reads the raw options. */
export interface ClientContext {
  /** The very object that was given: its methods may be those of a class. */
  readonly provider: PlainProvider;
  readonly baseUrl: string;
  /** Origins that requests may go to. */
  readonly origins: ReadonlySet<string>;
  readonly transport: Transport;
  readonly limiter: Limiter | ObservantLimiter | undefined;
  readonly guard: Guard | undefined;
  readonly penalty: Penalty;
  readonly retry: RetryOptions | undefined;
  readonly maxRetryAfterMs: number;
  readonly timeoutMs: number;
  readonly stallMs: number;
  readonly maxResponseBytes: number;
  readonly maxDepth: number;
  /** Where timers run, and the time of day: what dates are compared with. */
  readonly scheduler: SchedulerLike;
  /** For lengths of time: nothing that is done to the system clock changes them. */
  readonly clock: SteadyClock;
  readonly headers: HeaderOptions;
  /** The credentials that were sent: what they must not come back in. */
  readonly secrets: KnownSecrets;
  readonly emit: (event: ClientEvent) => void;
  /** Whether anyone listens to the events: what is done for them alone is left out otherwise. */
  readonly observed: () => boolean;
  /** Undefined where nobody looks for drift. */
  readonly noticeDrift: DriftWatch | undefined;
  /** Undefined where numbers that do not fit are refused. */
  readonly exactNumbers: ExactParse | undefined;
  /** Undefined if no page shrinks. */
  readonly smallerPages: ShrinkPart | undefined;
}

/** A wait that the server asked for and that is longer than anyone waits here: known to all requests of the client. */
interface Penalty {
  impose(waitMs: number): void;
  /** What is left of it; 0 or less when it is over. */
  remainingMs(): number;
}

const createPenalty = (clock: SteadyClock): Penalty => {
  let until = -Infinity;
  return {
    impose: (waitMs) => {
      until = Math.max(until, clock.now() + waitMs);
    },
    remainingMs: () => until - clock.now(),
  };
};

const withoutSlashes = (text: string): string => {
  let end = text.length;
  while (text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
};

const MIB = 1024 * 1024;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What an operator is made of: it checks its own numbers, and is asked now, before the first request. */
const checked = <A>(provider: string, option: 'retry' | 'breaker' | 'limits', make: () => A): A => {
  try {
    return make();
  } catch (error) {
    // The caller has set an option, and need not know which operator takes it.
    const said = error instanceof OutOfRangeError ? error.clause : messageOf(error);
    const advice = 'Leave it out for its default, or give false for none.';
    return refuseOption('config-option-invalid', provider, `${option}: ${said}`, advice);
  }
};

/**
 * What a client may be given beside its provider and its options. A part that it is not given is in no bundle.
 *
 * `createClient` and the factories of the four providers give all of them; `createPlainClient`, and clients such as `keygenClient`,
 * those that are named.
 */
export interface ClientParts {
  /** Keeps numbers beyond 2^53. Without it, a body that holds one is a `DecodeError`. */
  readonly exactNumbers?: ExactParse | undefined;
  /** Emits events of type `drift`. Without it there are none. */
  readonly driftWatch?: DriftPart | undefined;
  /** Stops asking a service that is down. Without it, each walk finds out by itself. */
  readonly outageBreaker?: BreakerPart | undefined;
  /** Asks for a smaller page if one was too large. Without it, an endpoint with `shrinkOn` is a `ConfigError`. */
  readonly smallerPages?: ShrinkPart | undefined;
  /**
   * Makes the limiter if the options bring none: `adaptiveLimiter` keeps the documented limits of the provider, sends fewer requests
   * at once after a refusal, and learns the limits that replies name. Without it, all requests wait as long as a refusal says, and
   * a provider with `windows` or `maxConcurrency` is a `ConfigError`.
   */
  readonly makeLimiter?: ((config: AdaptiveLimiterConfig) => ObservantLimiter) | undefined;
}

/** {@link ClientParts}, and what the client knows of its listeners. */
interface ClientMake extends ClientParts {
  /** Returns whether anyone listens to the events. Default: someone does. */
  readonly observed?: () => boolean;
}

/** Refuses what only a part does that the client was not given: an option that does nothing would look like one that works. */
const refuseWithoutPart = (provider: string, what: string, instead: string): never =>
  refuseOption(
    'config-option-invalid',
    provider,
    `${what}: this client was made without the part for it`,
    `Give the client the part ${instead}.`,
  );

/** The guard of a client: none where the options want none, or where nobody wants one and the part is left out. */
const guardOf = (
  provider: string,
  { breaker, scheduler }: Pick<ClientOptions, 'breaker' | 'scheduler'>,
  part: BreakerPart | undefined,
  emit: (event: ClientEvent) => void,
): Guard | undefined => {
  if (breaker === false) return undefined;
  if (part !== undefined)
    return checked(provider, 'breaker', () => part({ provider, options: breaker ?? {}, scheduler, emit }));
  if (breaker === undefined) return undefined;
  return refuseWithoutPart(provider, 'breaker', 'outageBreaker, or leave the option out');
};

/** The limiter of a client: that of its options, that of its part, or one that only keeps the waits that a server asks for. */
const limiterOf = (
  { name, windows, maxConcurrency: concurrency, limitHeaders }: Provider,
  { limiter, scheduler }: Pick<ClientOptions, 'limiter' | 'scheduler'>,
  part: ClientParts['makeLimiter'],
  maxHoldMs: number,
): Limiter | undefined => {
  if (limiter !== undefined) return limiter === false ? undefined : limiter;
  if (part !== undefined)
    return checked(name, 'limits', () => part({ windows, concurrency, maxHoldMs, scheduler, limitHeaders }));
  if (windows === undefined && concurrency === undefined) return holdingLimiter(scheduler);
  return refuseWithoutPart(name, 'limits', 'makeLimiter: adaptiveLimiter, or the option limiter');
};

const PARTS: Readonly<Record<keyof ClientParts, Check>> = {
  exactNumbers: aFunction,
  driftWatch: aFunction,
  outageBreaker: aFunction,
  smallerPages: withMethods('the part smallerPages', ['around', 'answers', 'note']),
  makeLimiter: aFunction,
};

/** Returns the context of one client; what is wrong with its options is a {@link ConfigError}, at once. */
export const clientContext = (
  provider: Provider,
  options: ClientOptions,
  emit: (event: ClientEvent) => void,
  { observed = () => true, ...parts }: ClientMake = {},
): ClientContext => {
  checkProvider(provider);
  checkClientOptions(provider.name, options);
  checkMembers(provider.name, 'part ', parts, PARTS);
  const { scheduler, allowOrigins = [], retry = {}, fetch } = options;
  const { maxRetryAfterMs = 60_000, timeoutMs = 30_000, stallMs = 15_000 } = options;
  const { maxResponseBytes = 32 * MIB, maxDepth = 64 } = options;
  const times = { maxRetryAfterMs, timeoutMs, stallMs };
  const sizes = { maxResponseBytes, maxDepth };
  const { userAgent = `headwater/${VERSION}` } = options;
  checkHeaderOptions(provider.name, { userAgent });
  if (retry !== false) checked(provider.name, 'retry', () => retryWithBackoff(retry));
  const base = addressOf(provider.name, 'baseUrl', options.baseUrl ?? provider.baseUrl);
  const others = allowOrigins.map((origin) => addressOf(provider.name, 'allowOrigins', origin).origin);
  const clock = steadyClock(scheduler);
  const secrets = knownSecrets();
  const tell = (event: ClientEvent): void => {
    if (observed()) emit(withTexts(event, secrets.hide));
  };
  return {
    provider,
    baseUrl: withoutSlashes(base.href),
    origins: new Set([base.origin, ...others]),
    transport: options.transport ?? (fetch === undefined ? defaultTransport() : fetchTransport(fetch)),
    limiter: limiterOf(provider, options, parts.makeLimiter, maxRetryAfterMs),
    penalty: createPenalty(clock),
    guard: guardOf(provider.name, options, parts.outageBreaker, tell),
    retry: retry === false ? undefined : { ...retry, budget: retry.budget ?? retryBudget() },
    ...times,
    ...sizes,
    scheduler: scheduler ?? asyncScheduler,
    clock,
    headers: {
      accept: 'application/json',
      'user-agent': userAgent,
      ...headersOf(provider.name, options.headers ?? {}),
    },
    secrets,
    emit: tell,
    observed,
    noticeDrift: parts.driftWatch?.(tell, observed),
    exactNumbers: parts.exactNumbers,
    smallerPages: parts.smallerPages,
  };
};

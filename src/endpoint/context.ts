import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { retryBudget } from '../../operators/retryBudget.js';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import type { Limiter } from '../../operators/throttleRequests.js';
import { ConfigError } from '../http/errors.js';
import { fetchTransport } from '../http/fetch-transport.js';
import type { Transport } from '../http/transport.js';
import { VERSION } from '../http/version.js';
import type { ClientEvent } from './events.js';
import type { ClientOptions, RetryOptions } from './options.js';
import type { Provider } from './provider.js';

/** What all requests of one client share, with every default resolved: nothing below reads the raw options. */
export interface ClientContext {
  readonly provider: Provider;
  readonly baseUrl: string;
  /** Origins that requests may go to. */
  readonly origins: ReadonlySet<string>;
  readonly transport: Transport;
  readonly limiter: Limiter | undefined;
  readonly retry: RetryOptions | undefined;
  readonly maxRetryAfterMs: number;
  readonly timeoutMs: number;
  readonly stallMs: number;
  readonly maxResponseBytes: number;
  readonly maxDepth: number;
  readonly scheduler: SchedulerLike;
  readonly headers: Readonly<Record<string, string>>;
  readonly emit: (event: ClientEvent) => void;
}

const MIB = 1024 * 1024;

const refuse = (provider: string, message: string, advice: string): never => {
  throw new ConfigError({ message, advice, context: { provider } });
};

const parseUrl = (provider: string, option: string, text: string): URL => {
  const advice = 'Give an absolute address such as https://api.example.com/v1.';
  if (!URL.canParse(text))
    return refuse(provider, `${option} is no address: ${JSON.stringify(text)}`, advice);
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse(provider, `${option} must be http or https, got ${url.protocol}`, advice);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return refuse(provider, `${option} must hold neither credentials nor a query`, advice);
  }
  return url;
};

const positive = (provider: string, options: ClientOptions): void => {
  for (const name of ['maxRetryAfterMs', 'timeoutMs', 'stallMs', 'maxResponseBytes', 'maxDepth'] as const) {
    const value = options[name];
    if (value !== undefined && !(value > 0)) {
      refuse(provider, `${name} must be above 0, got ${String(value)}`, `Leave ${name} out for its default.`);
    }
  }
};

const limiterOf = ({ windows = [], maxConcurrency }: Provider, scheduler: SchedulerLike): Limiter =>
  slidingWindowLimiter({ windows, concurrency: maxConcurrency, scheduler });

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Returns the context of one client; what is wrong with its options is a {@link ConfigError}, at once. */
export const clientContext = (
  provider: Provider,
  options: ClientOptions,
  emit: (event: ClientEvent) => void,
): ClientContext => {
  const { scheduler = asyncScheduler, allowOrigins = [], retry = {}, limiter, fetch } = options;
  const { userAgent = `headwater/${VERSION}` } = options;
  positive(provider.name, options);
  const base = parseUrl(provider.name, 'baseUrl', options.baseUrl ?? provider.baseUrl);
  const others = allowOrigins.map((origin) => parseUrl(provider.name, 'allowOrigins', origin).origin);
  return {
    provider,
    baseUrl: base.href.replace(/\/+$/, ''),
    origins: new Set([base.origin, ...others]),
    transport: options.transport ?? fetchTransport(fetch),
    limiter: limiter === false ? undefined : (limiter ?? limiterOf(provider, scheduler)),
    retry: retry === false ? undefined : { ...retry, budget: retry.budget ?? retryBudget() },
    maxRetryAfterMs: options.maxRetryAfterMs ?? 60_000,
    timeoutMs: options.timeoutMs ?? 30_000,
    stallMs: options.stallMs ?? 15_000,
    maxResponseBytes: options.maxResponseBytes ?? 32 * MIB,
    maxDepth: options.maxDepth ?? 64,
    scheduler,
    headers: { accept: 'application/json', 'user-agent': userAgent, ...lowerCased(options.headers ?? {}) },
    emit,
  };
};

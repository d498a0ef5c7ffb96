import { Subject, type Observable, type SchedulerLike } from 'rxjs';
import type { Limiter } from '../../operators/throttleRequests.js';
import { adaptiveLimiter } from '../pace/adaptive-limiter.js';
import { cautiousLimiter } from '../pace/cautious-limiter.js';
import { exactNumbers } from '../http/exact-numbers.js';
import { clientContext, type ClientContext, type ClientParts } from '../request/context.js';
import { driftWatch } from '../request/drift.js';
import { outageBreaker } from '../request/outage-breaker.js';
import { smallerPages } from '../request/shrink.js';
import type { Endpoint } from '../endpoint/endpoint.js';
import type { ClientEvent } from '../endpoint/events.js';
import { Listing } from './listing.js';
import type { ClientOptions, ListOptions } from '../endpoint/options.js';
import type { ParamSpecs, ParamsOf } from '../endpoint/params/index.js';
import type { PlainProvider, Provider } from '../endpoint/provider.js';
import { walkPages } from './walk.js';

/** The arguments of a list: parameters may only be left out where none is required. */
export type ListArgs<P> =
  Partial<P> extends P ? [params?: P, options?: ListOptions] : [params: P, options?: ListOptions];

/** One client of one API: what its walks share is the credential, the pace and the retry budget. */
export interface Client {
  /** Name of the provider. */
  readonly provider: string;
  /** What this client does, as it does it: without secrets, without replay, never failing. */
  readonly events$: Observable<ClientEvent>;
  /** What paces the requests of this client; undefined when pacing is off. */
  readonly limiter: Limiter | undefined;
  /** Where the timers of this client run: for what is put together from its lists, such as a deadline over several. */
  readonly scheduler: SchedulerLike;
  /** Returns the items of an endpoint: nothing is sent until they are subscribed to or iterated. */
  list<S extends ParamSpecs, A, O, E>(
    endpoint: Endpoint<S, A, O, E>,
    ...args: ListArgs<ParamsOf<S>>
  ): Listing<A, E>;
}

/** All parts but the learning of limits, for a vendor whose replies name no windows. */
export const PARTS: ClientParts = {
  exactNumbers,
  driftWatch,
  outageBreaker,
  smallerPages,
  makeLimiter: cautiousLimiter,
};

/** All parts that a client can be given. */
export const ALL_PARTS: ClientParts = { ...PARTS, makeLimiter: adaptiveLimiter };

/**
 * Returns a client with the parts that it is given, and no others: what it is not given is in no bundle.
 *
 * It differs from {@link createClient} in its parts only: paging, retries, bounds and decoding are the same, and a wait that the
 * server asks for holds all its requests.
 *
 * @param provider see {@link createClient}.
 * @param options see {@link ClientOptions}.
 * @param parts see {@link ClientParts}. Default: none.
 * @throws ConfigError at once for options that cannot work, `breaker` and limits without their part among them.
 *
 * @example
 * const api = createPlainClient(provider, { transport }, { exactNumbers });
 * api.list(widgets).subscribe(({ id }) => console.log(id));
 * // w1
 * // w2
 */
export const createPlainClient = (
  provider: PlainProvider,
  options: ClientOptions = {},
  parts: ClientParts = {},
): Client => clientWith(provider, options, parts);

/** {@link createPlainClient} for a provider whose replies may name limits, which the part `makeLimiter` learns. */
export const clientWith = (provider: Provider, options: ClientOptions, parts: ClientParts): Client => {
  const events = new Subject<ClientEvent>();
  const context: ClientContext = clientContext(
    provider,
    options,
    (event) => {
      events.next(event);
    },
    { ...parts, observed: () => events.observed },
  );
  return {
    provider: provider.name,
    events$: events.asObservable(),
    limiter: context.limiter,
    scheduler: context.scheduler,
    list: (endpoint, ...[params, listOptions = {}]) =>
      listingOf(context, endpoint, params ?? ({} as never), listOptions),
  };
};

const listingOf = <S extends ParamSpecs, A, O, E>(
  client: ClientContext,
  endpoint: Endpoint<S, A, O, E>,
  params: ParamsOf<S>,
  options: ListOptions,
): Listing<A, E> =>
  new Listing(
    (pull) => walkPages({ client, endpoint, params, options }, pull),
    (options as ListOptions | null)?.prefetch,
    (token) => listingOf(client, endpoint, params, { ...options, resume: token }),
  );

/**
 * Returns a client of an API: what all its endpoints share, and how it behaves.
 *
 * @param provider name, base URL, how requests are authorized, how errors are read, documented limits.
 * @param options see {@link ClientOptions}; all have defaults.
 * @throws ConfigError at once for options that cannot work, such as a malformed base URL.
 *
 * @example
 * const api = createClient({ name: 'acme', baseUrl: 'https://api.acme.test', auth: () => bearer(apiKey) }, { transport });
 * api.list(widgets, { color: 'red' }).subscribe(({ id }) => console.log(id));
 * // w1
 * // w2
 */
export const createClient = (provider: Provider, options: ClientOptions = {}): Client =>
  clientWith(provider, options, ALL_PARTS);

/** A method that lists one endpoint of one client. */
export type ListMethod<S extends ParamSpecs, A, E> = (...args: ListArgs<ParamsOf<S>>) => Listing<A, E>;

/**
 * Binds an endpoint to a client: `(params, options) => Listing`.
 *
 * @internal
 */
export const lister =
  <S extends ParamSpecs, A, O, E>(client: Client, endpoint: Endpoint<S, A, O, E>): ListMethod<S, A, E> =>
  (...args) =>
    client.list(endpoint, ...args);

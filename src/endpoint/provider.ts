import type { option as O } from 'fp-ts';
import type { LimitWindow } from '../../operators/slidingWindowLimiter.js';
import type { VendorFault } from '../http/errors.js';
import type { Secret } from '../http/secret.js';
import type { LimitHeaders } from '../pace/learned-limits.js';
import type { Auth } from './credentials.js';
import type { AnyEndpoint } from './endpoint.js';

/** A reply that is no page, as a provider reads it. */
export interface FaultReply {
  /** The status. */
  readonly status: number;
  /** Returns a header by its name in any case; null where it is absent. */
  readonly header: (name: string) => string | null;
  /** The parsed body; `undefined` when it is no JSON. */
  readonly body: unknown;
}

/** What a provider makes of it: of a reply with a good status, too, where that is an error all the same. */
export interface ReadFault extends VendorFault {
  /** The vendor's word on whether trying again can help; it wins over the status. Default: the status decides. */
  readonly retryable?: boolean | undefined;
  /** The server says: too many requests, with another status than 429. The whole client waits, as after a 429. Default false. */
  readonly rateLimited?: boolean | undefined;
  /** A wait that is elsewhere than in `Retry-After`, in milliseconds. Default: none. */
  readonly waitMs?: number | undefined;
}

/** What all endpoints of one API share. */
export interface Provider {
  /** Name of the provider: what errors and events name. */
  readonly name: string;
  /** Where the API is unless the client says otherwise. */
  readonly baseUrl: string;
  /** What comes between the base URL and the path of an endpoint. Default: nothing. */
  readonly pathPrefix?: (endpoint: AnyEndpoint) => string;
  /** How a request to an endpoint is authorized. Default: not at all, as for an open API. */
  readonly auth?: (endpoint: AnyEndpoint) => Auth | undefined;
  /** Headers for every request to an endpoint. A value that is a credential may be a {@link Secret}. Default: none. */
  readonly headers?: (endpoint: AnyEndpoint) => Readonly<Record<string, string | Secret<string>>>;
  /**
   * Reads the vendor's error body, also that of a 200 in which the items are not where they belong. What it leaves out is read as by
   * default: `error.message`, `error`, `message`, `detail`, the first of `errors`, and the like.
   */
  readonly readFault?: (reply: FaultReply) => ReadFault;
  /** Finds the error in a reply with a good status, whatever else is in it. Default: there is none. */
  readonly refusal?: (body: unknown, reply: FaultReply) => O.Option<ReadFault>;
  /** Response headers that say when a used-up window is whole again; read when the server refuses. Default: none. */
  readonly resetHeaders?: readonly string[];
  /** Response headers that name the vendor's request limits, from which the limiter learns. Default: none. */
  readonly limitHeaders?: LimitHeaders;
  /** Response header that holds the request id. Default `x-request-id`. */
  readonly requestIdHeader?: string;
  /** Documented request limits. Default: none. */
  readonly windows?: readonly LimitWindow[];
  /** Most requests at once. Default: no cap. */
  readonly maxConcurrency?: number;
}

/** A provider whose replies name no windows to learn. */
export type PlainProvider = Omit<Provider, 'limitHeaders'>;

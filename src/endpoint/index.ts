export type { EndpointForm } from './check-draft.js';
export { createClient, lister, type Client, type ListArgs, type ListMethod } from './client.js';
export { bearer, keyHeader, type Auth, type Credential } from './credentials.js';
export {
  defineEndpoint,
  type AnyEndpoint,
  type Endpoint,
  type EndpointDraft,
  type ItemOf,
  type KeyPlace,
  type PagingEnv,
} from './endpoint.js';
export type * from './events.js';
export { fanOutListing, type ChildFailure, type FanOutOptions, type FanOutWalk } from './fan-out-listing.js';
export { Listing, Pages, type WalkOf } from './listing.js';
export type { BreakerOptions, ClientOptions, ListOptions, RetryOptions } from './options.js';
export type { PageLimits } from './page-size.js';
export type { Page, ResumeToken, WalkEnd } from './page.js';
export * from './params/index.js';
export type { FaultReply, Provider, ReadFault } from './provider.js';

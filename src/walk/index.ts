export { bindTree, type Bound } from './bind-tree.js';
export type { EndpointForm } from '../endpoint/check-draft.js';
export {
  createClient,
  createPlainClient,
  lister,
  type Client,
  type ListArgs,
  type ListMethod,
} from './client.js';
export { bearer, keyHeader, type Auth, type Credential } from '../endpoint/credentials.js';
export {
  defineEndpoint,
  vendorEndpoint,
  type AnyEndpoint,
  type Endpoint,
  type EndpointDraft,
  type ItemOf,
  type KeyPlace,
  type PagingEnv,
} from '../endpoint/endpoint.js';
export type * from '../endpoint/events.js';
export { exactAmounts, type KeepAmounts } from '../endpoint/exact-amounts.js';
export { fanOutListing, type ChildFailure, type FanOutOptions, type FanOutWalk } from './fan-out-listing.js';
export { Listing, Pages, type WalkOf } from './listing.js';
export type { BreakerOptions, ClientOptions, ListOptions, RetryOptions } from '../endpoint/options.js';
export type { PageLimits } from '../endpoint/page-size.js';
export type { Page, ResumeToken, WalkEnd } from '../endpoint/page.js';
export * from '../endpoint/params/index.js';
export type { FaultReply, Provider, ReadFault } from '../endpoint/provider.js';
export { exactNumbers } from '../http/exact-numbers.js';
export type { ClientParts } from '../request/context.js';
export { driftWatch } from '../request/drift.js';
export { outageBreaker } from '../request/outage-breaker.js';
export { smallerPages } from '../request/shrink.js';

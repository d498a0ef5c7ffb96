export {
  checkpointed,
  checkpointedFanOut,
  CheckpointedListing,
  type CheckpointedFanOutOptions,
  type CheckpointedOptions,
  type CheckpointOptions,
  type CheckpointUnit,
} from './checkpoint/checkpoint.js';
export {
  isCheckpoint,
  memoryStore,
  type Checkpoint,
  type CheckpointStore,
  type CheckpointWindow,
  type FanOutPlace,
  type ListPlace,
} from './checkpoint/store.js';
export { toReadableStream } from './walk/readable-stream.js';
export {
  bearer,
  bindTree,
  bodyJson,
  commaTexts,
  createClient,
  createPlainClient,
  dayRange,
  defineEndpoint,
  driftWatch,
  exactAmounts,
  exactNumbers,
  fanOutListing,
  flag,
  hash,
  inBody,
  instant,
  integer,
  keyHeader,
  Listing,
  mode,
  number,
  oneOf,
  openWord,
  outageBreaker,
  Pages,
  required,
  segment,
  smallerPages,
  someOf,
  text,
  textOrHash,
  textOrList,
  textTime,
  texts,
  unixRange,
  unixTime,
} from './walk/index.js';
export type * from './walk/index.js';
export {
  ConfigError,
  DecodeError,
  HeadwaterError,
  HttpError,
  isHeadwaterError,
  NetworkError,
  PagingError,
  RateLimitError,
  TimeoutError,
  type AnyHeadwaterError,
  type ErrorContext,
  type MisfitIssue,
  type RedactedRequest,
  type VendorFault,
} from './http/errors.js';
export type {
  ConfigCode,
  DecodeCode,
  ErrorCode,
  HttpCode,
  NetworkCode,
  PagingCode,
  RateLimitCode,
  TimeoutCode,
} from './http/error-codes.js';
export {
  adaptiveLimiter,
  type AdaptiveLimiter,
  type AdaptiveLimiterConfig,
  type AdaptiveState,
} from './pace/adaptive-limiter.js';
export type { LearnedWindow, LimitHeaders } from './pace/learned-limits.js';
export { defaultTransport } from './http/default-transport.js';
export { fetchTransport, type Fetch } from './http/fetch-transport.js';
export { isSecret, MASK, Secret, secret } from './http/secret.js';
export { revealHeaders, type HttpRequest, type HttpResponse, type Transport } from './http/transport.js';
export * as codec from './codec/index.js';
export { createMonitor, defineSource, type Monitor, type MonitorOptions } from './monitor/index.js';
export * from './paging/index.js';
export * from './providers/entries.js';

export {
  bearer,
  bodyJson,
  createClient,
  defineEndpoint,
  fanOutListing,
  flag,
  hash,
  integer,
  keyHeader,
  Listing,
  mode,
  oneOf,
  openWord,
  Pages,
  required,
  segment,
  someOf,
  text,
  textTime,
  texts,
  unixTime,
} from './endpoint/index.js';
export type * from './endpoint/index.js';
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
  type PagingReason,
  type RedactedRequest,
  type VendorFault,
} from './http/errors.js';
export { fetchTransport, type Fetch } from './http/fetch-transport.js';
export { isSecret, MASK, Secret, secret } from './http/secret.js';
export { revealHeaders, type HttpRequest, type HttpResponse, type Transport } from './http/transport.js';
export * from './paging/index.js';
export { cobo, type Cobo, type CoboOptions } from './providers/cobo/index.js';
export { keygen, type Keygen, type KeygenOptions } from './providers/keygen/index.js';
export { keywordsai, type KeywordsAi, type KeywordsAiOptions } from './providers/keywordsai/index.js';
export { openai, usageRows, type OpenAi, type OpenAiOptions } from './providers/openai/index.js';

import type { CircuitOpenError } from '../../operators/circuitBreaker.js';
import { isHeadwaterError, type AnyHeadwaterError } from '../http/errors.js';
import { printable } from './output/escape.js';

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection lost',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'no such host',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'host not reachable',
};

const secondsOf = (ms: number | undefined): string =>
  ms === undefined ? '' : `, wait ${String(Math.ceil(ms / 1000))} s`;

/** The reason of a list that was not asked, since others of its provider had failed again and again. */
export const HELD = 'not asked after repeated failures';

const CIRCUIT_OPEN: CircuitOpenError['_tag'] = 'CircuitOpenError';

/** Whether nothing was sent, because the circuit of the provider was open: the cause is a failure before. */
export const isHeld = (error: unknown): boolean =>
  // By its tag: the class comes with RxJS, which a wrong use of the command line never loads.
  isHeadwaterError(error) && (error.cause as { readonly _tag?: unknown } | undefined)?._tag === CIRCUIT_OPEN;

const lacking = ({ vendor }: AnyHeadwaterError): string =>
  vendor?.missingScopes === undefined ? '' : `, missing ${vendor.missingScopes.join(', ')}`;

const wordsOf = (error: AnyHeadwaterError): string => {
  switch (error._tag) {
    case 'NetworkError':
      if (isHeld(error)) return HELD;
      return NETWORK[error.code ?? ''] ?? 'no complete answer';
    case 'TimeoutError':
      return error.phase === 'deadline' ? 'not over in time' : 'no answer in time';
    case 'RateLimitError':
      return error.retryable === false && error.waitMs === undefined
        ? 'quota used up (429)'
        : `too many requests (429)${secondsOf(error.waitMs)}`;
    case 'HttpError':
      if (error.status === 401) return `credential refused (401)${lacking(error)}`;
      if (error.status === 403) return `no permission (403)${lacking(error)}`;
      return error.status >= 500
        ? `server error (${String(error.status)})`
        : `refused (${String(error.status)})`;
    case 'DecodeError':
      return error.part === 'text' ? 'answer is no JSON' : 'answer of another shape';
    case 'PagingError':
      return `paging broke (${error.reason})`;
    case 'ConfigError':
      return 'not set up';
  }
};

/** Returns the reason of a failure in a few plain words. */
export const reasonOf = (error: unknown): string =>
  isHeadwaterError(error)
    ? printable(wordsOf(error))
    : printable(error instanceof Error ? error.message : String(error));

/** Returns the scopes that a refused credential lacks, where the vendor names them. */
export const missingScopesOf = (error: unknown): readonly string[] | undefined =>
  isHeadwaterError(error) ? error.vendor?.missingScopes : undefined;

/** Returns the whole message of a failure, on one line that no terminal acts on. */
export const messageOf = (error: unknown): string =>
  printable(error instanceof Error ? error.message : String(error));

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

/** Whether nothing was sent, because the circuit of the provider was open: the cause is a failure before. */
export const isHeld = (error: unknown): boolean =>
  isHeadwaterError(error) && error.code === 'network-circuit-open';

const lacking = ({ vendor }: AnyHeadwaterError): string =>
  vendor?.missingScopes === undefined ? '' : `, missing ${vendor.missingScopes.join(', ')}`;

const wordsOf = (error: AnyHeadwaterError): string => {
  switch (error._tag) {
    case 'NetworkError':
      if (isHeld(error)) return HELD;
      return NETWORK[error.systemCode ?? ''] ?? 'no complete answer';
    case 'TimeoutError':
      return error.code === 'timeout-deadline' ? 'not over in time' : 'no answer in time';
    case 'RateLimitError':
      return error.code === 'rate-limit-quota'
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
      return `paging broke (${error.code})`;
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

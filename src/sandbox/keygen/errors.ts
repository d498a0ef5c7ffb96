import type { Reply } from '../http.js';
import { diceOf } from '../random.js';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  402: 'Payment required',
  403: 'Access denied',
  404: 'Not found',
  429: 'Too many requests',
  500: 'Internal server error',
  503: 'Service unavailable',
};

/** Why a parameter was refused. */
export interface Refusal {
  readonly detail: string;
  /** The parameter at fault, where there is one. */
  readonly parameter?: string;
  /** Default 400. */
  readonly status?: number;
}

/** What one error says beside its title. */
interface KeygenErrorDetail {
  readonly detail: string;
  readonly code?: string;
  readonly source?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
}

/** The error body; a 429 comes from the throttling layer and has no `meta`. */
export function keygenError(status: number, error: KeygenErrorDetail, request: number): unknown {
  const errors = [{ title: TITLES[status] ?? 'Error', ...error }];
  return status === 429 ? { errors } : { meta: { id: requestId(request) }, errors };
}

/** The id of the n-th request. */
export function requestId(request: number): string {
  return diceOf('keygen', 'request', request).uuid();
}

/** A reply that refuses a request. */
export function refuse(
  status: number,
  error: KeygenErrorDetail,
  request: number,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, headers, body: keygenError(status, error, request) };
}

import type { Reply } from '../http.js';

const TYPES: Readonly<Record<number, string>> = {
  429: 'rate_limit_error',
  500: 'server_error',
  503: 'service_unavailable_error',
};

const CODES: Readonly<Record<number, string>> = {
  401: 'invalid_api_key',
  429: 'rate_limit_exceeded',
  503: 'server_is_overloaded',
};

/** The error body: an object with four members, all of them always there. */
export function openAiError(status: number, message: string, param: string | null = null): unknown {
  return {
    error: { message, type: TYPES[status] ?? 'invalid_request_error', param, code: CODES[status] ?? null },
  };
}

/** A reply that refuses a request. */
export function refuse(status: number, message: string, param: string | null = null): Reply {
  return { status, headers: {}, body: openAiError(status, message, param) };
}

import type { Ask, Reply } from './http.js';

/** A browser asks before it sends a request with a credential or a JSON body to another origin. */
export function isPreflight({ method, headers }: Ask): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/** The reply that lets a page of any origin send what it asks to send. No cookie goes along: no credential is allowed. */
export function preflight({ headers }: Ask): Reply {
  return {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': headers['access-control-request-method'] ?? '',
      // The wildcard does not include Authorization.
      'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '',
      'Access-Control-Max-Age': '600',
    },
    body: '',
  };
}

/** A reply that a page of any origin may read, with all its headers: waits, limits, links and request ids are among them. */
export function corsHeaders(reply: Reply): Reply {
  return {
    ...reply,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': Object.keys(reply.headers).join(', '),
      ...reply.headers,
    },
  };
}

import type { RedactedRequest } from './errors.js';

/** Query parameters that carry a credential at one vendor or another. */
const CREDENTIAL_PARAMETER = /^(?:token|auth|key|api_?key|access_?token|secret|password|signature)$/i;

/** The request as it may be shown in an error or an event. */
export const redactRequest = (method: string, url: string): RedactedRequest => {
  const [path = '', query] = url.split('?', 2);
  if (query === undefined) return { method, url };
  const shown = query
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=', 1);
      return CREDENTIAL_PARAMETER.test(name) ? `${name}=[secret]` : pair;
    })
    .join('&');
  return { method, url: `${path}?${shown}` };
};

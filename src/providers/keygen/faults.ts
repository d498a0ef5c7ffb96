import type { FaultReply, ReadFault } from '../../walk/index.js';
import { atPath } from '../../paging/index.js';

const textAt = (body: unknown, path: string): string | undefined => {
  const value = atPath(body, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Reads Keygen's errors: `{ meta: { id }, errors: [{ title, detail, code?, source? }] }`; most have no code. */
export const readFault = ({ status, header, body }: FaultReply): ReadFault => {
  const detail = textAt(body, 'errors.0.detail');
  const parameter = textAt(body, 'errors.0.source.parameter') ?? textAt(body, 'errors.0.source.header');
  const message = detail ?? textAt(body, 'errors.0.title');
  // A banned address has the window "blacklist" and zeros everywhere: its reset is no time.
  const banned = status === 403 && header('x-ratelimit-window') === 'blacklist';
  return {
    message: parameter === undefined || message === undefined ? message : `${message} (${parameter})`,
    code: textAt(body, 'errors.0.code'),
    requestId: textAt(body, 'meta.id'),
    ...(banned ? { retryable: false, suggestion: 'This IP address is banned; ask Keygen’s support.' } : {}),
  };
};

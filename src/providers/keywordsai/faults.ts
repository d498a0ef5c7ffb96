import type { FaultReply, ReadFault } from '../../walk/index.js';
import { atPath } from '../../paging/index.js';

const textAt = (body: unknown, path: string): string | undefined => {
  const value = atPath(body, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** `{ field: ["what is wrong"] }`, as the framework answers to bad parameters. */
const fieldErrors = (body: unknown): string | undefined => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const parts = Object.entries(body).flatMap(([field, value]) =>
    Array.isArray(value) ? [`${field}: ${value.map(String).join(' ')}`] : [],
  );
  return parts.length === 0 ? undefined : parts.join('; ');
};

/** Reads the error bodies of Keywords AI; a 429 gives its wait in the body, in seconds. */
export const readFault = ({ body }: FaultReply): ReadFault => {
  const seconds = atPath(body, 'retry_after');
  return {
    message:
      textAt(body, 'detail') ??
      textAt(body, 'error.message') ??
      textAt(body, 'error') ??
      textAt(body, 'message') ??
      fieldErrors(body),
    code: textAt(body, 'error.code'),
    type: textAt(body, 'error.type'),
    ...(typeof seconds === 'number' && seconds >= 0 ? { waitMs: seconds * 1000 } : {}),
  };
};

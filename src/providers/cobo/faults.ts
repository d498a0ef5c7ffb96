import { option as O } from 'fp-ts';
import type { FaultReply, ReadFault } from '../../walk/index.js';
import type { VendorFault } from '../../http/errors.js';
import { atPath } from '../../paging/index.js';

const textAt = (body: unknown, path: string): string | undefined => {
  const value = atPath(body, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** `{ detail: [{ loc, msg }] }`: what a validation complains about. The input itself is left out. */
const validation = (body: unknown): string | undefined => {
  const detail = atPath(body, 'error.detail') ?? atPath(body, 'detail');
  if (!Array.isArray(detail)) return undefined;
  return detail
    .map((each: unknown) => {
      const loc = atPath(each, 'loc');
      return `${Array.isArray(loc) ? loc.map(String).join('.') : ''}: ${textAt(each, 'msg') ?? ''}`;
    })
    .join('; ');
};

const read = (body: unknown): VendorFault => ({
  message:
    textAt(body, 'error') ??
    textAt(body, 'error.reason') ??
    validation(body) ??
    textAt(body, 'message') ??
    textAt(body, 'reason'),
  code: textAt(body, 'error.code') ?? textAt(body, 'code'),
  // It may stand at the top, within the error, or both: the top is preferred.
  suggestion: textAt(body, 'suggestion') ?? textAt(body, 'error.suggestion'),
});

/** Reads Cobo's error bodies: `error` is a text, a policy's denial, or a list of complaints; with or without envelope. */
export const readFault = ({ body }: FaultReply): ReadFault => read(body);

/** `success: false` can ride on a 200: it is an error all the same. */
export const refusal = (body: unknown): O.Option<VendorFault> =>
  atPath(body, 'success') === false ? O.some(read(body)) : O.none;

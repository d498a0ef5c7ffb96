import type { FaultReply, ReadFault } from '../../walk/index.js';
import { scopesBehind } from '../../http/scopes.js';
import { atPath } from '../../paging/index.js';

/** Codes of a 429 that no waiting mends: credit, quota or a spend limit is used up. OpenAI's own clients retry them. */
const USED_UP = /quota|credit|billing|spend|usage_limit/;

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
};

/** The scopes are named in a sentence only: `… Missing scopes: api.usage.read. Check that …`. */
const lacking = (message: string | undefined): Pick<ReadFault, 'missingScopes'> => {
  const missingScopes = scopesBehind(/missing scopes?:/i, message);
  return missingScopes === undefined ? {} : { missingScopes };
};

/** Reads OpenAI's error body: `{ error: { message, type, param, code } }`, or `{ error: "text" }` for missing scopes. */
export const readFault = ({ status, body }: FaultReply): ReadFault => {
  const error = atPath(body, 'error');
  if (typeof error === 'string') return { message: error, ...lacking(error) };
  const code = textOf(atPath(error, 'code'));
  const type = textOf(atPath(error, 'type'));
  const usedUp = status === 429 && [code, type].some((word) => word !== undefined && USED_UP.test(word));
  const message = textOf(atPath(error, 'message'));
  return {
    message,
    code,
    type,
    ...lacking(message),
    ...(usedUp
      ? { retryable: false, suggestion: 'Raise the limit or top up the account; waiting does not help.' }
      : {}),
  };
};

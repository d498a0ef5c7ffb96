import { isHeadwaterError } from '../http/errors.js';
import { withTexts, type Hide, type KnownSecrets } from '../http/known-secrets.js';
import type { PageRequest } from '../paging/index.js';

/** Causes of causes that are looked at: ours have one or two. */
const DEEPEST = 6;

const mask = (error: Error, hide: Hide, depth: number): void => {
  for (const name of Object.getOwnPropertyNames(error)) {
    const value: unknown = Reflect.get(error, name);
    if (value instanceof Error) {
      if (depth > 0) mask(value, hide, depth - 1);
      continue;
    }
    const shown = withTexts(value, hide);
    if (shown !== value) Reflect.set(error, name, shown);
  }
};

/**
 * Returns an error of ours without the credentials that were sent, whatever of the server's words got into it and from
 * wherever. Errors of others, such as that of a gate, are the caller's own, and are left alone.
 */
export const cleansed = <E>(error: E, { hide }: KnownSecrets): E => {
  if (isHeadwaterError(error)) mask(error, hide, DEEPEST);
  return error;
};

/** Whether a position that a server named holds a credential: it would go into addresses, events, tokens and checkpoints. */
export const holdsSecret = ({ query, link = '', recovery }: PageRequest, secrets: KnownSecrets): boolean =>
  [link, ...Object.values(query), ...(recovery?.earlier ?? [])].some((text) => secrets.isIn(text));

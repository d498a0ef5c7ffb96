import { ConfigError, DecodeError } from '../http/errors.js';

/** The values of path parameters that were refused, by the errors that say so: kept beside them, not in them. */
const refused = new WeakMap<ConfigError, string>();

/** Refuses the value of a path parameter, and notes which value that was. */
export const notingSegment = (value: unknown, refuse: () => never): never => {
  try {
    return refuse();
  } catch (error) {
    if (error instanceof ConfigError && typeof value === 'string') refused.set(error, value);
    throw error;
  }
};

const DEEPEST = 3;

/** Where a text is in an item, as a dotted path. */
const pathOf = (item: unknown, text: string, depth = DEEPEST): string | undefined => {
  if (typeof item !== 'object' || item === null || depth === 0) return undefined;
  for (const [name, value] of Object.entries(item)) {
    if (value === text) return name;
    const inner = pathOf(value, text, depth - 1);
    if (inner !== undefined) return `${name}.${inner}`;
  }
  return undefined;
};

/**
 * The error of a child list as it is reported: an id that cannot be part of a path, and that is the parent's own, is the server's fault and
 * not the caller's.
 */
export const childError = (parent: unknown, error: unknown): unknown => {
  const value = error instanceof ConfigError ? refused.get(error) : undefined;
  const path = value === undefined ? undefined : pathOf(parent, value);
  if (!(error instanceof ConfigError) || path === undefined) return error;
  return new DecodeError({
    code: 'decode-parent-id',
    message: `the parent list gives an item whose ${path} cannot be part of a path`,
    advice: 'Report it to the vendor. Nothing was sent for it; onChildError goes on with the others.',
    context: { provider: error.provider, endpoint: error.endpoint },
    part: 'item',
    issues: [{ path, expected: 'a text that can be part of a path', actual: 'string' }],
    cause: error,
  });
};

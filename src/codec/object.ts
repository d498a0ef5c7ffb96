/** An object with unknown values, as `JSON.parse` makes it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Returns an own copy that can be written to. An own key `__proto__`, which `JSON.parse` creates and an assignment would
 * turn into a prototype, is left out.
 */
export const copyOf = (source: JsonObject): Record<string, unknown> => {
  if (!hasProtoKey(source)) {
    return { ...source };
  }
  const { [PROTO]: _dropped, ...rest } = source;
  return rest;
};

/** Returns whether an object has a key of its own that is named `__proto__`. */
export const hasProtoKey = (source: JsonObject): boolean => Object.hasOwn(source, PROTO);

const PROTO = '__proto__';

import { isObject } from './isObject.js';

/** The method that Node.js prints an object with. */
const NODE_INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * What an error report holds in place of a value that may be a secret. A report needs the type of the value and the place
 * of others in it, and neither gives the value away; every printer shows the mask.
 */
class Withheld {
  readonly #value: unknown;
  readonly #mask: string;

  constructor(value: unknown, mask: string) {
    this.#value = value;
    this.#mask = mask;
  }

  static read(value: unknown): unknown {
    return value instanceof Withheld ? value.#value : value;
  }

  toString(): string {
    return this.#mask;
  }

  toJSON(): string {
    return this.#mask;
  }

  [NODE_INSPECT](): string {
    return this.#mask;
  }
}

/** Returns what may be shown of a value: null and undefined hold nothing, and stay what they are. */
export const withheld = (value: unknown, mask: string): unknown =>
  value === null || value === undefined || value instanceof Withheld ? value : new Withheld(value, mask);

/** Returns the type of a value, withheld or not: that of `typeof`, or `null` or `array`. */
export const typeOf = (shown: unknown): string => {
  const value = Withheld.read(shown);
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
};

/** Returns whether two values are the same one, withheld or not. */
export const isSame = (a: unknown, b: unknown): boolean => Object.is(Withheld.read(a), Withheld.read(b));

/** Returns whether an object or a list, withheld or not, has a member of its own under a key. */
export const owns = (shown: unknown, key: string): boolean => {
  const value = Withheld.read(shown);
  return isObject(value) && Object.hasOwn(value, key);
};

import { isObject } from '../../operators/internal/isObject.js';

/** What every printer shows in place of a secret. */
export const MASK = '[secret]';

/** The method that Node.js prints an object with. */
const NODE_INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * A value that no printer gives out: string conversion, `JSON.stringify`, `console.log` and `util.inspect` all show
 * `[secret]`, and it has no enumerable property to walk into. Only {@link Secret.reveal} returns what it holds.
 *
 * @example
 * const key = new Secret('sk-admin-1');
 * console.log(`${key}`); // [secret]
 * console.log(JSON.stringify({ key })); // {"key":"[secret]"}
 * console.log(key.reveal()); // sk-admin-1
 */
export class Secret<A> {
  readonly #value: A;

  constructor(value: A) {
    this.#value = value;
  }

  /** Returns the value itself: call it at the edge, where the value is used, and do not store the result. */
  reveal(): A {
    return this.#value;
  }

  /** Returns whether another secret holds the same value: two lists that were read apart can then be compared. */
  equals(that: unknown): boolean {
    return isSecret(that) && Object.is(this.#value, that.reveal());
  }

  /** Returns `[secret]`. */
  toString(): string {
    return MASK;
  }

  /** Returns `[secret]`: what `JSON.stringify` writes. */
  toJSON(): string {
    return MASK;
  }

  /** Returns `[secret]`: what a template literal shows. */
  [Symbol.toPrimitive](): string {
    return MASK;
  }

  /** Returns `[secret]`: what `console.log` and `util.inspect` show in Node.js. */
  [NODE_INSPECT](): string {
    return MASK;
  }
}

/**
 * Returns the value as a {@link Secret}; a `Secret` is returned unchanged.
 *
 * @param value a credential or anything else that no printer may show
 *
 * @example
 * const key = secret('sk-admin-1');
 * console.log(`${key}`, key.reveal()); // [secret] sk-admin-1
 * console.log(secret(key) === key); // true
 */
export const secret = <A>(value: A | Secret<A>): Secret<A> => (isSecret(value) ? value : new Secret(value));

/**
 * Returns whether a value is a {@link Secret}, also one of another copy of this package.
 *
 * @param value anything
 *
 * @example
 * console.log(isSecret(secret('sk-1')), isSecret('sk-1')); // true false
 */
export const isSecret = <A>(value: A | Secret<A>): value is Secret<A> =>
  // By what it does: two copies of this package may be in one program, each with a class of its own.
  isObject(value) && NODE_INSPECT in value && typeof value['reveal'] === 'function';

import * as t from 'io-ts';

import { Direct } from './direct.js';
import { readString } from './reader.js';

/** The known values, which an editor offers, and any other string, which a server may send tomorrow. */
export type OpenEnum<K extends string> = K | (string & {});

/**
 * The codec that {@link openEnum} returns.
 *
 * @example
 * console.log(codec.openEnum('ACTIVE', 'BANNED').known); // [ 'ACTIVE', 'BANNED' ]
 */
export class OpenEnumOf<K extends string> extends Direct<OpenEnum<K>> {
  /** The documented values. */
  readonly known: readonly K[];

  constructor(known: readonly K[]) {
    super({
      name: nameOf(known),
      is: isString,
      read: readString,
      encode: t.identity,
    });
    this.known = known;
  }
}

/**
 * Returns a codec of a string with known values: every string decodes, so that a value added by the vendor is no error.
 *
 * @param known the documented values, at least one
 *
 * @example
 * console.log(codec.openEnum('ACTIVE', 'BANNED').read('PAUSED')); // PAUSED
 */
export const openEnum = <K extends string>(...known: readonly [K, ...K[]]): OpenEnumOf<K> =>
  new OpenEnumOf(known);

const MAX_NAMED = 3;

const isString = (value: unknown): value is string => typeof value === 'string';

const nameOf = (known: readonly string[]): string =>
  known.slice(0, MAX_NAMED).join(' | ') + (known.length > MAX_NAMED ? ' | ...' : '');

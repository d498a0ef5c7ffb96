import * as t from 'io-ts';

import { Direct } from './direct.js';
import { INVALID, isSensitive, readerOf } from './reader.js';
import type { Reader } from './reader.js';

/** At least two codecs. */
export type Members = readonly [t.Mixed, t.Mixed, ...t.Mixed[]];

/**
 * The codec that {@link anyOf} returns.
 *
 * @example
 * console.log(codec.anyOf(codec.int, codec.isoTime).members.length); // 2
 */
export class AnyOf<M extends Members> extends Direct<t.TypeOf<M[number]>, t.OutputOf<M[number]>> {
  /** The codecs, in the order in which they are tried. */
  readonly members: M;

  constructor(members: M, name: string) {
    super({
      name,
      is: (value): value is t.TypeOf<M[number]> => members.some((member) => member.is(value)),
      read: readFirst(members.map(readerOf)),
      encode: members.every(({ encode }) => encode === t.identity) ? t.identity : encodeFirst(members),
      sensitive: members.some(isSensitive),
    });
    this.members = members;
  }
}

/**
 * Returns a codec of a value that comes in one of several forms: the first codec that takes it decodes it, and the first
 * whose guard knows the value encodes it. Differs from `t.union` in speed, in that a secret of a member stays out of error
 * reports, and in that a refusal is one error, not one for each member.
 *
 * @param members - at least two, the narrower before the wider
 *
 * @example
 * const owner = codec.anyOf(codec.shape('Person', { email: t.string }), t.string);
 * console.log(E.isRight(owner.decode('ann@example.com')), E.isRight(owner.decode(7))); // true false
 */
export const anyOf = <M extends Members>(...members: M): AnyOf<M> =>
  new AnyOf(members, members.map(({ name }) => name).join(' | '));

const readFirst =
  (readers: readonly Reader<unknown>[]): Reader<never> =>
  (input) => {
    for (const read of readers) {
      const value = read(input);
      if (value !== INVALID) {
        return value as never;
      }
    }
    return INVALID;
  };

const encodeFirst =
  (members: Members) =>
  (value: unknown): never => {
    const member = members.find((each) => each.is(value));
    return (member === undefined ? value : (member.encode as (value: unknown) => unknown)(value)) as never;
  };

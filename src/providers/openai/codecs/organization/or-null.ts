import type * as t from 'io-ts';

import { nullable } from '../../../../codec/index.js';
import type { Fields, Nullable } from '../../../../codec/index.js';

/** The same fields, each of which may be null. */
export type OrNull<P extends Fields> = {
  readonly [K in keyof P]: Nullable<t.TypeOf<P[K]>, t.OutputOf<P[K]>>;
};

/** Returns codecs that take null, too: for parts of which the vendor says what they are, and not when they are there. */
export const orNull = <P extends Fields>(fields: P): OrNull<P> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, codec]) => [name, nullable(codec)]),
  ) as unknown as OrNull<P>;

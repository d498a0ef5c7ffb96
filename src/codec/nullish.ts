import type * as t from 'io-ts';

import { Nullable, nullable } from './option.js';
import type { Fields } from './shape.js';

/** The same properties, each of which may be null. */
export type Nullish<F extends Fields> = {
  readonly [K in keyof F]: Nullable<t.TypeOf<F[K]>, t.OutputOf<F[K]>>;
};

/**
 * Returns codecs of properties that may be null: as the optional ones of a `shape` they may be null or absent. It takes many
 * at once, where `nullable` takes one; what is nullable already stays as it is.
 *
 * @param fields - codecs by property name
 *
 * @example
 * const project = codec.shape('Project', { id: t.string }, codec.nullish({ name: t.string, created: codec.isoTime }));
 * console.log(project.read({ id: 'proj_1', name: null })); // { id: 'proj_1', name: null }
 */
export const nullish = <F extends Fields>(fields: F): Nullish<F> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, codec]) => [
      name,
      codec instanceof Nullable ? codec : nullable(codec),
    ]),
  ) as Nullish<F>;

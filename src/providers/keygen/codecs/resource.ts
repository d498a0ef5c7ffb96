import * as t from 'io-ts';

import { jsonObject, nullable, openEnum, shape } from '../../../codec/index.js';

const resourceLinks = shape(
  'ResourceLinks',
  {},
  {
    /** A path without a host. */
    self: nullable(t.string),
    /** A path without a host. */
    related: nullable(t.string),
    /** On some artifacts: where its file is. */
    redirect: nullable(t.string),
  },
);

interface ResourceConfig<T extends string, A extends t.Mixed, R extends t.Mixed, M extends t.Mixed> {
  /** Short name for error reports. */
  readonly name: string;
  /** The resource type on the wire: plural, kebab-case. */
  readonly type: T;
  readonly attributes: A;
  readonly relationships: R;
  readonly meta: M;
}

/** Returns the codec of one kind of item whose `meta` is known. */
export const resourceWith = <T extends string, A extends t.Mixed, R extends t.Mixed, M extends t.Mixed>({
  name,
  type,
  attributes,
  relationships,
  meta,
}: ResourceConfig<T, A, R, M>) =>
  shape(
    name,
    {
      id: t.string,
      type: openEnum(type),
      attributes,
    },
    {
      relationships,
      links: resourceLinks,
      meta,
    },
  );

/**
 * Returns the codec of one kind of item.
 *
 * @param name - short name for error reports
 * @param type - the resource type on the wire: plural, kebab-case
 */
export const resource = <T extends string, A extends t.Mixed, R extends t.Mixed>(
  name: string,
  type: T,
  attributes: A,
  relationships: R,
) => resourceWith({ name, type, attributes, relationships, meta: jsonObject });

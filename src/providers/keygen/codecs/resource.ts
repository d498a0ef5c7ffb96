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
) =>
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
      meta: jsonObject,
    },
  );

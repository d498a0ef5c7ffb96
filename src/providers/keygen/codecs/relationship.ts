import * as t from 'io-ts';

import { jsonObject, nullable, shape } from '../../../codec/index.js';

/** Names another resource. */
export const resourceId = shape('ResourceId', { type: t.string, id: t.string });

export type ResourceId = t.TypeOf<typeof resourceId>;

const relationshipLinks = shape(
  'RelationshipLinks',
  {},
  {
    /** A path without a host; null where there is no related resource. */
    related: nullable(t.string),
  },
);

/** Returns the codec of a relationship whose `meta` is known. */
export const relationshipWith = <M extends t.Mixed>(meta: M) =>
  shape(
    'Relationship',
    {},
    {
      links: relationshipLinks,
      /** Null: none. Absent: the relationship is given as a link only. */
      data: nullable(resourceId),
      meta,
    },
  );

/** One or many related resources: as a link, as their id, or both. */
export const relationship = relationshipWith(jsonObject);

export type Relationship = t.TypeOf<typeof relationship>;

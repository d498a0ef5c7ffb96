import * as t from 'io-ts';

import { jsonObject, list, nullish, shape } from '../../../codec/index.js';

/** Names another resource. */
export const resourceId = shape('ResourceId', {}, nullish({ type: t.string, id: t.string }));

export type ResourceId = t.TypeOf<typeof resourceId>;

const relationshipLinks = shape(
  'RelationshipLinks',
  {},
  nullish({
    /** A path without a host; null where there is no related resource. */
    related: t.string,
  }),
);

/** One related resource: as a link, as its id, or both. */
export const relationship = shape(
  'Relationship',
  {},
  nullish({
    links: relationshipLinks,
    /** Null: none. Absent: the relationship is given as a link only. */
    data: resourceId,
    meta: jsonObject,
  }),
);

export type Relationship = t.TypeOf<typeof relationship>;

/** Returns the codec of a relationship to many whose `meta` is known. */
export const relationshipsWith = <A, B>(meta: t.Type<A, B>) =>
  shape(
    'Relationships',
    {},
    nullish({
      links: relationshipLinks,
      /** Absent: the relationship is given as a link only, which is what the vendor's own servers do. */
      data: list(resourceId),
      meta,
    }),
  );

/** Many related resources: as a link, as their ids, or both. */
export const relationships = relationshipsWith(jsonObject);

export type Relationships = t.TypeOf<typeof relationships>;

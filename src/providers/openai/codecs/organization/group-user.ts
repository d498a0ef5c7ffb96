import * as t from 'io-ts';

import { nullable, shape } from '../../../../codec/index.js';

/** A member of a group: an item of `GET /organization/groups/{group_id}/users`. */
export const groupUser = shape('GroupUser', {
  id: t.string,
  name: t.string,
  email: nullable(t.string),
});

export type GroupUser = t.TypeOf<typeof groupUser>;

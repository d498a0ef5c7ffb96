import * as t from 'io-ts';

import { anyId, anyOf, isoTime, jsonObject, list, nullish, openEnum, shape } from '../../../codec/index.js';

/** Which part of the organization's data something belongs to; the vendor's pages disagree about the words. */
export const environment = openEnum('prod', 'test', 'production');

/** Something that the vendor names by its id or name in some replies and tells in full in others, such as an organization. */
export const reference = anyOf(anyId, jsonObject);

/** A word that things are sorted by. */
export const tag = shape(
  'Tag',
  {},
  nullish({ id: anyId, name: t.string, color: t.string, created_at: isoTime, updated_at: isoTime }),
);

export type Tag = t.TypeOf<typeof tag>;

/** Tags in full, or their names or ids. */
export const tags = list(anyOf(tag, anyId));

/** A person who made or changed something. */
export const person = shape(
  'Person',
  {},
  nullish({ id: anyId, first_name: t.string, last_name: t.string, email: t.string }),
);

export type Person = t.TypeOf<typeof person>;

/** A person in full, or the id, name or address of one. */
export const personOrId = anyOf(person, anyId);

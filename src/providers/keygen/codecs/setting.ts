import * as t from 'io-ts';

import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** A setting of the account: an item of `GET /settings`. */
export const setting = resource({
  name: 'Setting',
  type: 'settings',
  attributes: {
    key: t.string,
    /** Any JSON. */
    value: t.unknown,
  },
  relationships: {
    account: relationship,
  },
});

export type Setting = t.TypeOf<typeof setting>;

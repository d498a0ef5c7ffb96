import * as t from 'io-ts';

import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** A platform that releases are made for: an item of `GET /platforms`. */
export const platform = resource({
  name: 'Platform',
  type: 'platforms',
  attributes: {
    name: t.string,
    key: t.string,
  },
  relationships: {
    account: relationship,
  },
});

export type Platform = t.TypeOf<typeof platform>;

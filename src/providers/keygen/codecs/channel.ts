import * as t from 'io-ts';

import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** A channel that releases are published on: an item of `GET /channels`. */
export const channel = resource({
  name: 'Channel',
  type: 'channels',
  attributes: {
    name: t.string,
    key: t.string,
  },
  relationships: {
    account: relationship,
  },
});

export type Channel = t.TypeOf<typeof channel>;

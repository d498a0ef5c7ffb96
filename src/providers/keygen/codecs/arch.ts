import * as t from 'io-ts';

import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** A processor architecture that releases are made for: an item of `GET /arches`. */
export const arch = resource({
  name: 'Arch',
  type: 'arches',
  attributes: {
    name: t.string,
    key: t.string,
  },
  relationships: {
    account: relationship,
  },
});

export type Arch = t.TypeOf<typeof arch>;

import * as t from 'io-ts';

import { openEnum } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** An environment, which parts its records from the others: an item of `GET /environments`. */
export const environment = resource({
  name: 'Environment',
  type: 'environments',
  attributes: {
    name: t.string,
    code: t.string,
    isolationStrategy: openEnum('ISOLATED', 'SHARED'),
  },
  relationships: {
    account: relationship,
  },
});

export type Environment = t.TypeOf<typeof environment>;

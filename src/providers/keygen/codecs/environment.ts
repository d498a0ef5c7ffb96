import * as t from 'io-ts';

import { isoTimeMs, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('EnvironmentAttributes', {
  name: t.string,
  code: t.string,
  isolationStrategy: openEnum('ISOLATED', 'SHARED'),
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'EnvironmentRelationships',
  {},
  {
    account: relationship,
  },
);

/** An environment, which parts its records from the others: an item of `GET /environments`. */
export const environment = resource('Environment', 'environments', attributes, relationships);

export type Environment = t.TypeOf<typeof environment>;

import * as t from 'io-ts';

import { isoTimeMs, nullable, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('ChannelAttributes', {
  name: nullable(t.string),
  key: t.string,
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'ChannelRelationships',
  {},
  {
    account: relationship,
  },
);

/** A channel that releases are published on: an item of `GET /channels`. */
export const channel = resource('Channel', 'channels', attributes, relationships);

export type Channel = t.TypeOf<typeof channel>;

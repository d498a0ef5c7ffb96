import * as t from 'io-ts';

import { isoTimeMs, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape(
  'SettingAttributes',
  {
    key: t.string,
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    /** Any JSON. */
    value: t.unknown,
  },
);

const relationships = shape(
  'SettingRelationships',
  {},
  {
    account: relationship,
  },
);

/** A setting of the account: an item of `GET /settings`. */
export const setting = resource('Setting', 'settings', attributes, relationships);

export type Setting = t.TypeOf<typeof setting>;

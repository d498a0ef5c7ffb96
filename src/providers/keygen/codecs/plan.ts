import * as t from 'io-ts';

import { int, openEnum } from '../../../codec/index.js';
import { resource } from './resource.js';

/** A plan that the vendor sells: an item of `GET /v1/plans`. */
export const plan = resource({
  name: 'Plan',
  type: 'plans',
  attributes: {
    name: t.string,
    /** Cents. */
    price: int,
    interval: openEnum('month', 'year'),
    trialDuration: int,
    /** Seconds. */
    requestLogRetentionDuration: int,
    /** Seconds. */
    eventLogRetentionDuration: int,
    maxReqs: int,
    maxAdmins: int,
    maxUsers: int,
    maxPolicies: int,
    maxLicenses: int,
    maxProducts: int,
    /** Bytes, as the two below. */
    maxStorage: int,
    maxTransfer: int,
    maxUpload: int,
    /** Only there, and true, on private plans. */
    private: t.boolean,
  },
  relationships: {},
});

export type Plan = t.TypeOf<typeof plan>;

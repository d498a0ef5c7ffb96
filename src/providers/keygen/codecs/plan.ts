import * as t from 'io-ts';

import { int, isoTimeMs, jsonObject, nullable, openEnum, shape } from '../../../codec/index.js';
import { resource } from './resource.js';

const attributes = shape(
  'PlanAttributes',
  {
    name: t.string,
    /** Cents. */
    price: nullable(int),
    interval: nullable(openEnum('month', 'year')),
    trialDuration: nullable(int),
    /** Seconds. */
    requestLogRetentionDuration: nullable(int),
    /** Seconds. */
    eventLogRetentionDuration: nullable(int),
    maxReqs: nullable(int),
    maxAdmins: nullable(int),
    maxUsers: nullable(int),
    maxPolicies: nullable(int),
    maxLicenses: nullable(int),
    maxProducts: nullable(int),
    /** Bytes, as the two below. */
    maxStorage: nullable(int),
    maxTransfer: nullable(int),
    maxUpload: nullable(int),
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    /** Only there, and true, on private plans. */
    private: t.boolean,
  },
);

/** A plan that the vendor sells: an item of `GET /v1/plans`. */
export const plan = resource('Plan', 'plans', attributes, jsonObject);

export type Plan = t.TypeOf<typeof plan>;

import * as t from 'io-ts';

import { isoTimeMs, jsonObject, nullable, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape(
  'RequestLogAttributes',
  {
    url: t.string,
    method: t.string,
    /** The HTTP status as a text, for example `200`. */
    status: t.string,
    /** Kept for 30 days, as is the address. */
    userAgent: nullable(t.string),
    ip: nullable(t.string),
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    /** Null in lists, as the four below: only a read of one log tells them. */
    requestHeaders: nullable(jsonObject),
    requestBody: nullable(t.string),
    responseSignature: nullable(t.string),
    responseHeaders: nullable(jsonObject),
    responseBody: nullable(t.string),
  },
);

const relationships = shape(
  'RequestLogRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    /** Who asked: a user, product, license or environment. */
    requestor: relationship,
    resource: relationship,
  },
);

/** A request that the API answered: an item of `GET /request-logs`. */
export const requestLog = resource('RequestLog', 'request-logs', attributes, relationships);

export type RequestLog = t.TypeOf<typeof requestLog>;

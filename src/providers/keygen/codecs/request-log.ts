import * as t from 'io-ts';

import { jsonObject } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** A request that the API answered: an item of `GET /request-logs`. */
export const requestLog = resource({
  name: 'RequestLog',
  type: 'request-logs',
  attributes: {
    url: t.string,
    method: t.string,
    /** The HTTP status as a text, for example `200`. */
    status: t.string,
    /** Kept for 30 days, as is the address. */
    userAgent: t.string,
    ip: t.string,
    /** Null in lists, as the four below: only a read of one log tells them. */
    requestHeaders: jsonObject,
    requestBody: t.string,
    responseSignature: t.string,
    responseHeaders: jsonObject,
    responseBody: t.string,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    /** Who asked: a user, product, license or environment. */
    requestor: relationship,
    resource: relationship,
  },
});

export type RequestLog = t.TypeOf<typeof requestLog>;

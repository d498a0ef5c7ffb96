import * as t from 'io-ts';
import { jsonObject } from '../../codec/index.js';
import { relationship, resource } from './resource.js';

/** An event in the account: an item of `GET /event-logs`. */
export const eventLog = resource({
  name: 'EventLog',
  type: 'event-logs',
  attributes: {
    /** For example `license.validation.succeeded`. */
    event: t.string,
    /** Kept for 30 days. */
    metadata: jsonObject,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    request: relationship,
    /** Who did it: a user, product, license or environment. */
    whodunnit: relationship,
    resource: relationship,
  },
});

export type EventLog = t.TypeOf<typeof eventLog>;

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
    /** Null in lists, as the four below: only a read of one log has them. */
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

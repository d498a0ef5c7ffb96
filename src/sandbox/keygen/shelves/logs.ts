import { valueOf, type Ask } from '../../http.js';
import { without } from '../drop.js';
import { among, one, reference } from '../filters.js';
import type { Filter, Shelf } from '../list.js';
import { isChange, makeEventLog, makeRequestLog } from '../make/logs.js';
import type { Refusal } from '../errors.js';
import type { EventLog, RequestLog } from '../records.js';
import { item, refTo, relationsOf } from '../wire.js';
import { put } from './put.js';
import { DAY_MS } from '../../../records/durations.js';

/** How long the vendor keeps who asked, and what an event said. */
const KEPT_MS = 30 * DAY_MS;

const LONGEST_DAYS = 31;

/** The start of the first day and of the last; NaN where it is no date. */
function daysOf(ask: Ask): readonly [start: number, end: number] | undefined {
  const [start, end] = [valueOf(ask, 'date[start]'), valueOf(ask, 'date[end]')];
  if (start === undefined && end === undefined) return undefined;
  const dayOf = (text = ''): number => {
    const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
    return Math.floor(at / DAY_MS) * DAY_MS;
  };
  return [dayOf(start), dayOf(end)];
}

/** Both ends are whole days; a range of less than one or more than 31 days is refused. */
export function dateRefusal(ask: Ask): Refusal | undefined {
  const days = daysOf(ask);
  if (days === undefined) return undefined;
  const span = (days[1] - days[0]) / DAY_MS;
  if (Number.isNaN(span)) return { parameter: 'date', detail: 'invalid date range' };
  if (span >= 1 && span <= LONGEST_DAYS) return undefined;
  const detail = `date range must be between 1 and ${String(LONGEST_DAYS)} days (got ${String(span)})`;
  return { parameter: 'date', detail };
}

const date: Filter<RequestLog | EventLog> = ({ ask }) => {
  const days = daysOf(ask);
  return days && (({ created }) => created >= days[0] && created < days[1] + DAY_MS);
};

/** Requests; in lists the large fields are always null, and who asked is forgotten after 30 days. */
export const requestLogs: Shelf<RequestLog> = {
  segment: 'request-logs',
  noun: 'request log',
  all: ({ requestLogs: list }) => list,
  add: (desk) => put(desk.data.requestLogs, makeRequestLog(desk)),
  drop: (data, log) => without(data.requestLogs, log),
  filters: {
    date,
    requestor: reference('requestor', ({ requestor }) => requestor),
    resource: reference('resource', ({ resource }) => resource),
    ip: one(
      'ip',
      (asked, now) =>
        ({ ip, created }) =>
          created > now - KEPT_MS && ip.startsWith(asked),
    ),
    method: one(
      'method',
      (asked) =>
        ({ method }) =>
          method === asked.toUpperCase(),
    ),
    url: ({ ask, wire }) => {
      const asked = valueOf(ask, 'url');
      return asked === undefined
        ? undefined
        : ({ url }) => `/v1/accounts/${wire.account}${url}`.includes(asked);
    },
    status: one(
      'status',
      (asked) =>
        ({ status }) =>
          status === asked,
    ),
  },
  wire: (config, log) => {
    const kept = log.created > config.now - KEPT_MS;
    const { to } = relationsOf(config, 'request-logs', log);
    const attributes = {
      url: `/v1/accounts/${config.account}${log.url}`,
      method: log.method,
      status: log.status,
      userAgent: kept ? log.agent : null,
      ip: kept ? log.ip : null,
      requestHeaders: null,
      requestBody: null,
      responseSignature: null,
      responseHeaders: null,
      responseBody: null,
    };
    return item(config, 'request-logs', log, attributes, {
      ...to('requestor', log.requestor),
      ...to('resource', log.resource),
    });
  },
};

/** What happened to records. */
export const eventLogs: Shelf<EventLog> = {
  segment: 'event-logs',
  noun: 'event log',
  all: ({ eventLogs: list }) => list,
  add: (desk) => put(desk.data.eventLogs, makeEventLog(desk, desk.data.requestLogs.find(isChange))),
  drop: (data, log) => without(data.eventLogs, log),
  filters: {
    date,
    whodunnit: reference('whodunnit', ({ whodunnit }) => whodunnit),
    resource: reference('resource', ({ resource }) => resource),
    request: one(
      'request',
      (asked) =>
        ({ request }) =>
          asked !== '' && request?.id.includes(asked.toLowerCase()) === true,
    ),
    event: one(
      'event',
      (asked) =>
        ({ event }) =>
          event === asked,
    ),
    events: among('events', ({ event }) => event),
  },
  wire: (config, log) => {
    const { to } = relationsOf(config, 'event-logs', log);
    const attributes = {
      event: log.event,
      metadata: log.created > config.now - KEPT_MS ? log.metadata : {},
    };
    return item(config, 'event-logs', log, attributes, {
      ...to('request', refTo('request-logs', log.request)),
      ...to('whodunnit', log.whodunnit),
      ...to('resource', log.resource),
    });
  },
};

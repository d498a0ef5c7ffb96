import * as t from 'io-ts';
import { jsonObject } from '../../codec/index.js';
import type { ConfigCode } from '../../http/error-codes.js';
import { ConfigError } from '../../http/errors.js';
import { inSlices, type Paging } from '../../paging/index.js';
import {
  dayRange,
  type DayRange,
  openWord,
  text,
  textOrHash,
  texts,
  vendorEndpoint,
} from '../../walk/index.js';
import { type Chosen, keygenList, keygenPaging, listParams } from './list.js';
import { relationship, resource } from './resource.js';
import { DAY_MS } from '../../records/durations.js';

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

/** The decoded form of {@link eventLog}. */
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

/** The decoded form of {@link requestLog}. */
export type RequestLog = t.TypeOf<typeof requestLog>;

/** Both ends are whole days, and belong to it. */
interface Days {
  readonly start: string;
  readonly end: string;
}

/**
 * The server refuses more than 31 days. Its source counts whole days from the first moment to the last, so that 32 calendar
 * days pass; 31 pass however they are counted.
 */
const MOST_DAYS = 31;

/** The number of a day (of a moment in it, in UTC) since 1970. */
export const dayOf = (time: Date | string): number => Math.floor(new Date(time).getTime() / DAY_MS);

const written = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * Cuts a range of days into ranges that the server takes, oldest first: each day is in one of them, and no range is a
 * single day, which the server refuses. They are of about equal length, so that none is left over.
 *
 * @param first the number of the first day.
 * @param last the number of the last day, at least one behind the first.
 */
export const daySlices = (first: number, last: number): readonly Days[] => {
  const days = last - first + 1;
  const count = Math.ceil(days / MOST_DAYS);
  const startOf = (index: number): number => first + Math.floor((index * days) / count);
  return Array.from({ length: count }, (_, index) => ({
    start: written(startOf(index)),
    end: written(startOf(index + 1) - 1),
  }));
};

interface ChosenLogs extends Chosen {
  readonly date?: DayRange | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
}

const refuse = (code: ConfigCode, message: string, advice: string): never => {
  throw new ConfigError({ code, message, advice, context: { provider: 'keygen' } });
};

const slicesOf = ({ start, end }: DayRange): readonly Days[] => {
  if (start === undefined || end === undefined) {
    return refuse(
      'config-param-invalid',
      'date has one end only',
      'Give start and end; both days are part of the range.',
    );
  }
  const [first, last] = [dayOf(start), dayOf(end)];
  if (first > last) {
    return refuse('config-param-invalid', 'date ends before it starts', 'Give the earlier day as start.');
  }
  if (first === last) {
    return refuse(
      'config-param-invalid',
      'date is a single day, which the vendor refuses',
      'Add the day before or after it, and drop what was created on that day.',
    );
  }
  return daySlices(first, last);
};

/**
 * The paging of Keygen's logs: that of its other lists, and for ranges of days that are longer than the server takes, one
 * range after another, in the order in which the records come: the newest first, unless `order` says otherwise.
 */
const logPaging = (params: ChosenLogs): Paging => {
  const inner = keygenPaging(params);
  const { date, order, 'page[number]': number, 'page[cursor]': cursor } = params;
  const slices = date === undefined ? [] : slicesOf(date);
  if (slices.length < 2) return inner;
  if (number !== undefined || cursor !== undefined) {
    return refuse(
      'config-conflict',
      'a start page and a date of more than 32 days were both requested',
      'Give a later or an earlier date instead: each part of a longer date has pages of its own.',
    );
  }
  const ordered = order === 'asc' ? slices : [...slices].reverse();
  return inSlices({
    inner,
    params: ['date'],
    size: 'page[size]',
    slicesOf: () => ordered.map(({ start, end }) => ({ 'date[start]': start, 'date[end]': end })),
  });
};

/**
 * `GET /event-logs`: Cloud and Enterprise Edition only; a numbered walk reports no count. The server takes at most 32
 * days at once: a longer `date` is cut into slices, which `concurrency` walks side by side.
 */
export const eventLogs = vendorEndpoint({
  ...keygenList,
  id: 'keygen.eventLogs',
  path: '/event-logs',
  params: {
    ...listParams,
    date: dayRange(
      'Logs of these days, both whole and in UTC, two at least. More than 32 are asked for in slices.',
    ),
    whodunnit: textOrHash('Events that one bearer caused: an id, or type and id.'),
    resource: textOrHash('Events of one resource: an id, or type and id.'),
    request: text('Events of the request with this id, or with ids that begin like this.'),
    event: text('Events of this type.'),
    events: texts('Events of these types, for example license.created.'),
  },
  paging: logPaging,
  item: eventLog,
  doc: 'The events in the account.',
  docs: 'https://keygen.sh/docs/api/event-logs/#event-logs-list',
});

/**
 * `GET /request-logs`: Cloud and Enterprise Edition only; a numbered walk reports no count. The server takes at most 32
 * days at once: a longer `date` is cut into slices, which `concurrency` walks side by side.
 */
export const requestLogs = vendorEndpoint({
  ...keygenList,
  id: 'keygen.requestLogs',
  path: '/request-logs',
  params: {
    ...listParams,
    date: dayRange(
      'Logs of these days, both whole and in UTC, two at least. More than 32 are asked for in slices.',
    ),
    requestor: textOrHash('Requests of one bearer: an id, or type and id.'),
    resource: textOrHash('Requests about one resource: an id, or type and id.'),
    ip: text('Requests from addresses that begin like this.'),
    method: openWord(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], 'Requests of this method.'),
    url: text('Requests whose address contains this.'),
    status: text('Requests with this HTTP status.'),
  },
  paging: logPaging,
  item: requestLog,
  doc: 'The requests that the API answered.',
  docs: 'https://keygen.sh/docs/api/request-logs/#request-logs-list',
});

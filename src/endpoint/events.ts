import type { ErrorCode } from '../http/error-codes.js';
import type { MisfitIssue, RedactedRequest } from '../http/errors.js';
import type { WalkEnd } from './page.js';

interface OfPage {
  /** The provider. */
  readonly provider: string;
  /** Id of the endpoint. */
  readonly endpoint: string;
  /** Index of the page within the walk, counted from 0. */
  readonly pageIndex: number;
}

/** A request goes out. */
export interface RequestEvent extends OfPage {
  readonly type: 'request';
  /** Which attempt at this page, counted from 1. */
  readonly attempt: number;
  /** The request, without headers and body. */
  readonly request: RedactedRequest;
}

/** A response came, whole. */
export interface ResponseEvent extends OfPage {
  readonly type: 'response';
  /** Which attempt at this page, counted from 1. */
  readonly attempt: number;
  /** The status. */
  readonly status: number;
  /** Milliseconds from the request to the end of the body. */
  readonly durationMs: number;
  /** The vendor's id of the request; undefined where the reply names none. */
  readonly requestId: string | undefined;
}

/** An attempt failed and will be made again. */
export interface RetryEvent extends OfPage {
  readonly type: 'retry';
  /** The attempt that failed, counted from 1. */
  readonly attempt: number;
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
  /** Who set the wait: our own backoff, or the server. */
  readonly reason: 'backoff' | 'server';
  /** What the attempt failed with. */
  readonly error: { readonly tag: string; readonly code: ErrorCode | undefined; readonly message: string };
}

/** A page was too large for the server, and is asked for again with a smaller size: see `shrinkOn` of an endpoint. */
export interface ShrinkEvent extends OfPage {
  readonly type: 'shrink';
  /** The status that said so. */
  readonly status: number;
  /** The page size that was asked for. */
  readonly from: number;
  /** The page size that is asked for from now on. */
  readonly to: number;
}

/** A request has to wait for its turn. */
export interface ThrottleEvent extends OfPage {
  readonly type: 'throttle';
  /**
   * When the first of those who wait may start, in milliseconds on the clock of the client's scheduler (Unix time, unless one
   * was given); undefined where another request has to end first, and where the limiter does not say.
   */
  readonly until: number | undefined;
}

/** An item, or a row of one, did not decode and was left out. */
export interface InvalidEvent extends OfPage {
  readonly type: 'invalid';
  /** Index of the item within its page, counted from 0. */
  readonly itemIndex: number | undefined;
  /** Present where a row was left out, and the item around it was kept. */
  readonly rowIndex?: number;
  /** Present where it represents several: the items and rows of a page behind its first 20 are counted, not described. */
  readonly count?: number;
  /** What did not fit. */
  readonly issues: readonly MisfitIssue[];
}

/** The circuit breaker opened (nothing is sent), lets one request try, or closed again. */
export interface BreakerEvent {
  readonly type: 'breaker';
  /** The provider. */
  readonly provider: string;
  /** What the circuit is now. */
  readonly status: 'open' | 'half-open' | 'closed';
}

/** Rows that were given before came again, since the list changed under the walk; they were left out. */
export interface RepeatedEvent extends OfPage {
  readonly type: 'repeated';
  /** How many rows of this page were left out. */
  readonly count: number;
}

/** The server announces another total than on the page before: the list changes under the walk. */
export interface TotalEvent extends OfPage {
  readonly type: 'total';
  /** The total that was announced before. */
  readonly from: number;
  /** The total that is announced now. */
  readonly to: number;
}

/**
 * Replies depart from what this library knows of an endpoint: a field that it does not name, or a field that is missing or of
 * another type. Reported once for each place and client, while someone listens. No value gets in, only its type.
 */
export interface DriftEvent extends OfPage {
  readonly type: 'drift';
  /** Where: in an item, or in the rest of the reply. */
  readonly part: 'item' | 'envelope';
  /** The place, as a dotted path: `owner.user.nickname`, `projects[].tier`. */
  readonly path: string;
  /** What is wrong there. */
  readonly kind: 'added' | 'missing' | 'retyped';
  /** The type of what was found: `string`, `number`, `boolean`, `null`, `array`, `object` or `undefined`. */
  readonly sampleType: string;
  /** What the codec expects there; undefined for an added field. */
  readonly expected: string | undefined;
  /** In how many places of this page it was seen. */
  readonly count: number;
}

/** A walk came to its end; `total` is what the server announced, to be compared with what came. */
export interface EndEvent {
  readonly type: 'end';
  /** The provider. */
  readonly provider: string;
  /** Id of the endpoint. */
  readonly endpoint: string;
  /** Why it ended. */
  readonly reason: WalkEnd;
  /** Pages that were given. */
  readonly pages: number;
  /** Items that were given. */
  readonly items: number;
  /** Items and rows that were left out since they did not decode, those before a resume token included. */
  readonly leftOut: number;
  /** The announced total; undefined where the server announces none. */
  readonly total: number | undefined;
}

/** What a client reports about its work. No secret enters an event. */
export type ClientEvent =
  | RequestEvent
  | ResponseEvent
  | RetryEvent
  | ShrinkEvent
  | ThrottleEvent
  | BreakerEvent
  | InvalidEvent
  | RepeatedEvent
  | TotalEvent
  | DriftEvent
  | EndEvent;

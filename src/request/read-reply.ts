import { either as E } from 'fp-ts';
import { typeOf } from '../../operators/internal/withheld.js';
import { DecodeError, TimeoutError, type AnyHeadwaterError, type ErrorContext } from '../http/errors.js';
import type { AttemptTimeout } from '../http/error-codes.js';
import { parseJson } from '../http/json.js';
import type { HttpResponse } from '../http/transport.js';
import type { ItemsPlace, PageRequest, Paging } from '../paging/index.js';
import { shownPlace } from '../paging/place.js';
import type { Sent } from './attempt.js';
import { ofDefinition } from './of-definition.js';
import type { ClientContext } from './context.js';
import {
  bodyFailure,
  jsonFailure,
  redirectFailure,
  refusalFailure,
  statusFailure,
  type Whereabouts,
} from './failures.js';
import { findItems, itemsPlace, type FoundItems } from './page-items.js';
import type { FaultReply } from '../endpoint/provider.js';

/** A page as it came, parsed and not yet decoded. */
export interface Reply extends FoundItems {
  /** The parsed body; undefined where there is none. */
  readonly body: unknown;
  /** Reads the items of the body again, where what was made of them first has been changed. */
  readonly itemsAgain: () => readonly unknown[];
  readonly header: (name: string) => string | null;
  readonly url: string;
  /** The position that was asked for, which a page that had to shrink leaves behind. */
  readonly request: PageRequest;
  /** The error that the vendor means with this body, where it says something of one: for a body that does not fit. */
  readonly refused: (lacks: string) => AnyHeadwaterError | undefined;
  /** Its place in the walk, with the vendor's id of the request: for errors found in it later. */
  readonly context: ErrorContext;
}

const MAX_ERROR_BYTES = 256 * 1024;

/** The error of an attempt, or of its body, that took too long. */
export const timedOut = (code: AttemptTimeout, timeoutMs: number, context: ErrorContext): TimeoutError =>
  new TimeoutError({
    message:
      code === 'timeout-stall'
        ? `no part of the body arrived for ${timeoutMs} ms`
        : `no complete response within ${timeoutMs} ms`,
    advice: `Ask for smaller pages, or raise ${code === 'timeout-stall' ? 'stallMs' : 'timeoutMs'}.`,
    code,
    context,
    timeoutMs,
  });

const isRedirect = (status: number): boolean =>
  status === 0 || (status >= 300 && status < 400 && status !== 304);

/** Whether a status announces a page. */
export const isGood = (status: number): boolean => status >= 200 && status < 300;

/** How much of a body is read. That of a redirect is drained, too, so that its connection can be used again. */
export const bytesWanted = (status: number, { maxResponseBytes }: ClientContext): number =>
  isGood(status) ? maxResponseBytes : MAX_ERROR_BYTES;

const parsedOrUndefined = (text: string, { maxDepth, exactNumbers }: ClientContext): unknown =>
  E.getOrElse<unknown, unknown>(() => undefined)(parseJson(text, maxDepth, exactNumbers));

/** Statuses that announce a reply without a body. */
const isBodiless = (status: number): boolean => status === 204 || status === 205;

const thereIsNo = (place: ItemsPlace, { one = false }: Pick<Paging, 'one'>): string =>
  `there is no ${one ? 'object' : 'list'} at ${shownPlace(place)}`;

/** The error of a reply without items in their place: the vendor's words where there are any, else what is wrong with it. */
const noPage = (place: ItemsPlace, instead: unknown, one: boolean, context: ErrorContext): DecodeError =>
  new DecodeError({
    code: 'decode-no-items',
    message: thereIsNo(place, { one }),
    advice:
      instead === null && !one
        ? 'Set nullItems: "empty" if null is an empty list here, or check the base URL.'
        : 'Check the ids in the call and the base URL.',
    context,
    part: 'envelope',
    issues: [
      {
        path: typeof place === 'string' ? place : shownPlace(place),
        expected: one ? 'object' : 'array',
        actual: typeOf(instead),
      },
    ],
  });

/** A reply without a body is a page without items. */
const emptyPage = (response: HttpResponse, sent: Sent): Reply => {
  const { attempt, context } = sent;
  const { items: place, one = false } = attempt.call.paging;
  if (one) throw noPage(place, undefined, one, context);
  const { header } = response;
  const { url, position } = attempt;
  const none = { items: [], place, body: undefined, itemsAgain: () => [], refused: () => undefined };
  return { ...none, header, url, request: position.request, context };
};

const whereabouts = ({ attempt, context, hide }: Sent): Whereabouts => ({
  provider: attempt.client.provider,
  nowMs: attempt.client.scheduler.now(),
  context,
  hide,
});

const accepted = (response: HttpResponse, raw: string, sent: Sent): Reply => {
  const { status, header } = response;
  if (isBodiless(status)) return emptyPage(response, sent);
  const { attempt, context } = sent;
  const { client, call } = attempt;
  let text = raw;
  const parsed = ofDefinition(context, () => {
    text = call.amounts?.(raw) ?? raw;
    return parseJson(text, client.maxDepth, client.exactNumbers);
  });
  if (E.isLeft(parsed)) throw jsonFailure(parsed.left, context);
  const body = parsed.right;
  const reply: FaultReply = { status, header, body };
  const refusal = refusalFailure(reply, whereabouts(sent));
  if (refusal !== undefined) throw refusal;
  const place = itemsPlace(call.paging, body, context);
  const found = findItems(call.paging, place, body, context);
  const refused = (lacks: string): AnyHeadwaterError | undefined =>
    bodyFailure(reply, lacks, whereabouts(sent));
  if ('instead' in found) {
    throw (
      refused(thereIsNo(place, call.paging)) ??
      noPage(place, found.instead, call.paging.one ?? false, context)
    );
  }
  const itemsAgain = (): readonly unknown[] => {
    const again = findItems(call.paging, place, parsedOrUndefined(text, client), context);
    return 'instead' in again ? [] : again.items;
  };
  const { items } = found;
  const { url, position } = attempt;
  return { items, place, body, itemsAgain, refused, header, url, request: position.request, context };
};

/** Reads a response with the whole text of its body: the parsed body of a good one; throws the error that another one means. */
export const readReply = (response: HttpResponse, text: string, sent: Sent): Reply => {
  const { status, header } = response;
  if (isGood(status)) return accepted(response, text, sent);
  const { client, url, position } = sent.attempt;
  // Of a page that nobody has named, a 404 says that there is none.
  if (status === 404 && position.request.guessed === true) return emptyPage(response, sent);
  if (isRedirect(status)) throw redirectFailure(status, header('location'), url, sent);
  throw statusFailure({ status, header, body: parsedOrUndefined(text, client) }, whereabouts(sent));
};

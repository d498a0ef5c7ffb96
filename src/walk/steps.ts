import { either as E, option as O } from 'fp-ts';
import { map, throwError, type Observable } from 'rxjs';
import { DecodeError, PagingError, type ErrorContext } from '../http/errors.js';
import { withTexts, type KnownSecrets } from '../http/known-secrets.js';
import type { NextPage, PageReply, PagingFault } from '../paging/index.js';
import { askNext, askTotal } from '../endpoint/ask-paging.js';
import type { PreparedCall } from '../endpoint/call.js';
import type { Endpoint } from '../endpoint/endpoint.js';
import type { ListOptions } from '../endpoint/options.js';
import { sizeNameOf } from '../endpoint/page-size.js';
import type { ParamSpecs, ParamsOf } from '../endpoint/params/index.js';
import type { Position } from '../endpoint/resume-token.js';
import type { ClientContext } from '../request/context.js';
import type { DriftPage } from '../request/drift.js';
import type { Reply } from '../request/read-reply.js';
import { requestPage } from '../request/request-page.js';
import { cleansed, holdsSecret } from './cleanse.js';
import { decodePage, type DecodedPage, type RawPage } from './decode-page.js';
import type { Step, Target } from './to-pages.js';

/** One list call of one client: all that a walk needs. */
export interface ListCall<S extends ParamSpecs, A, O, E> {
  readonly client: ClientContext;
  readonly endpoint: Endpoint<S, A, O, E>;
  readonly params: ParamsOf<S>;
  readonly options: ListOptions;
}

const LEAK: PagingFault = {
  code: 'paging-credential',
  message: 'the position of the next page holds the credential of this client',
  advice: 'Report it to the vendor, with the request id. The position was not followed, and is in no token.',
};

/** Where to go from a page; an error of its paging is that page's own. */
const targetOf = (
  next: NextPage,
  index: number,
  context: ErrorContext,
  secrets: KnownSecrets,
): O.Option<Target> => {
  if (E.isLeft(next)) return O.some({ index, fault: next.left, context });
  if (O.isNone(next.right)) return O.none;
  const request = next.right.value;
  // A position that repeats the credential would carry it into addresses, events and stores.
  return O.some(holdsSecret(request, secrets) ? { index, fault: LEAK, context } : { index, request });
};

/** Applies `onInvalid` to a page: fails, reports, or hands on what did not decode. */
const judge = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  decoded: DecodedPage<A, E>,
  pageIndex: number,
): DecodedPage<A, E> => {
  const { onInvalid = 'fail' } = call.options;
  const [first] = decoded.invalid;
  if (first === undefined) return decoded;
  for (const error of decoded.invalid) cleansed(error, call.client.secrets);
  if (onInvalid === 'collect') return decoded;
  if (onInvalid === 'fail') throw first;
  for (const { itemIndex, rowIndex, count, issues } of decoded.invalid) {
    const { provider, id: endpoint } = call.endpoint;
    call.client.emit({
      ...{ type: 'invalid', provider, endpoint, pageIndex, itemIndex, issues },
      ...(rowIndex === undefined ? {} : { rowIndex }),
      ...(count === 1 ? {} : { count }),
    });
  }
  return { ...decoded, invalid: [] };
};

/** Decodes a page, and reports where it departs from what is known, also when that ends the walk. */
const decodeNoticing = <S extends ParamSpecs, A, O, E>(
  { client, endpoint }: ListCall<S, A, O, E>,
  page: RawPage,
  context: ErrorContext,
  pageIndex: number,
): DecodedPage<A, E> => {
  const notice = (seen: DriftPage): void => {
    client.noticeDrift?.(endpoint, seen);
  };
  try {
    const decoded = decodePage(endpoint, page, context);
    const { rawEnvelope: envelope, invalid } = decoded;
    notice({ pageIndex, items: page.reply.items, envelope, invalid });
    return decoded;
  } catch (error) {
    if (error instanceof DecodeError) notice({ pageIndex, items: [], envelope: {}, invalid: [error] });
    throw error;
  }
};

/** Whether this walk asks for pages out of turn. */
const looksAhead = <S extends ParamSpecs, A, O, E>(
  { options: { concurrency = 1, gate } }: ListCall<S, A, O, E>,
  { paging }: PreparedCall,
): boolean => paging.ahead !== undefined && concurrency > 1 && gate === undefined;

/** What a reply says beside its items. */
const placesOf = (
  { secrets }: ClientContext,
  { paging }: PreparedCall,
  reply: PageReply,
  { index, request }: Position,
  context: ErrorContext,
): Pick<Step<unknown, unknown>, 'total' | 'next'> => {
  const total = askTotal(paging, reply);
  // The first fault counts, and it is the page's own, which is given first.
  const next: NextPage = E.isLeft(total) ? total : askNext(paging, reply, request);
  return {
    total: E.isLeft(total) ? O.none : total.right,
    next: targetOf(next, index + 1, context, secrets),
  };
};

/** A page whose items have no identity since their key throws is given all the same, and is the last one. */
const withKeyFault = <A, E>(step: Step<A, E>): Step<A, E> => {
  const { decoded, position, context } = step;
  return decoded.keyFault === undefined
    ? step
    : { ...step, next: O.some({ index: position.index + 1, fault: decoded.keyFault, context }) };
};

/** The page as the family may look at it. */
const pageReplyOf = (
  { limits }: PreparedCall,
  { body, header, url, items, request: { query } }: Reply,
): PageReply => {
  const size = query[sizeNameOf(limits) ?? ''];
  return { body, header, url, items, size: size === undefined ? undefined : Number(size) };
};

/** Reads one page out of its reply. */
const stepOf = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  prepared: PreparedCall,
  index: number,
  given: Reply,
): Step<A, E> => {
  const { place: path, itemsAgain, request, refused, context } = given;
  const position: Position = { index, request };
  const reply = pageReplyOf(prepared, given);
  // Asked before the items are decoded, which may change them.
  const { total, next } = placesOf(call.client, prepared, reply, position, context);
  // Pages ahead are inferred from the reply as it came; otherwise it is not kept beside what was made of it.
  const kept = looksAhead(call, prepared) ? reply : undefined;
  const isOurs = kept === undefined && typeof path !== 'function' && !call.client.observed();
  const page: RawPage = {
    reply,
    path,
    givenBefore: request.recovery?.tried,
    rereadItems: isOurs ? itemsAgain : undefined,
    // Listeners learn of every place where the page departs from what is known, also of one that ends the walk.
    stopAtFirst: (call.options.onInvalid ?? 'fail') === 'fail' && !call.client.observed(),
  };
  const noticed = decodeNoticing(call, page, context, index);
  // Any object passes for the one that was asked for, the vendor's error included.
  const refusal =
    prepared.paging.one === true && noticed.invalid.length > 0
      ? refused('the object does not fit')
      : undefined;
  if (refusal !== undefined) throw refusal;
  // What a list says of itself is printed with its pages; items are the caller's data, and stay as they are.
  const envelope = withTexts(noticed.envelope, (text) => call.client.secrets.hide(text, true));
  const shown = envelope === noticed.envelope ? noticed : { ...noticed, envelope };
  const decoded = judge(call, shown, index);
  return withKeyFault({ position, reply: kept, decoded, total, next, context });
};

/** Returns one page of a walk: requested, read, and with the place where the walk goes from it. */
export const fetchStep = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  prepared: PreparedCall,
  target: Target,
  wanted: () => boolean,
): Observable<Step<A, E>> => {
  if ('fault' in target) {
    const { fault, context } = target;
    return throwError(() => new PagingError({ ...fault, context }));
  }
  const { client, endpoint } = call;
  return requestPage({ client, endpoint, call: prepared, position: target, wanted }).pipe(
    map((reply) => stepOf(call, prepared, target.index, reply)),
  );
};

/**
 * A page that was asked for ahead, at the place where the walk met it: more pages came before it than were foreseen, and how many
 * rows did is known only now.
 */
export const placedAt =
  (client: ClientContext, prepared: PreparedCall) =>
  <A, E>(step: Step<A, E>, target: Target): Step<A, E> => {
    const { reply, position, context } = step;
    if ('fault' in target) return step;
    const { rows } = target.request;
    const request = rows === undefined ? position.request : { ...position.request, rows };
    if (reply !== undefined && rows !== position.request.rows) {
      const met = { index: target.index, request };
      return withKeyFault({ ...step, position: met, ...placesOf(client, prepared, reply, met, context) });
    }
    if (target.index === position.index) return step;
    const next = O.map((each: Target) => ({ ...each, index: target.index + 1 }))(step.next);
    return { ...step, position: { index: target.index, request: position.request }, next };
  };

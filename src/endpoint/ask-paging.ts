import { either as E, option as O } from 'fp-ts';
import type { NextPage, PageReply, PageRequest, Paging, PagingFault } from '../paging/index.js';
import { isText } from '../paging/config.js';
import { broken, thrownBy } from './own-function.js';
import { isRecord } from '../../operators/internal/isObject.js';

const OF = 'of this endpoint’s paging';
const REQUEST = 'must give a request, { query: { name: text } }';

const asText = (value: unknown): unknown =>
  ['number', 'bigint', 'boolean'].includes(typeof value) ? String(value) : value;

/** A request as a paging must give it; undefined where it is none. */
export const asPageRequest = (value: unknown): PageRequest | undefined => {
  if (!isRecord(value) || !isRecord(value['query']) || !isText(value['link'] ?? '')) return undefined;
  const request = value as unknown as PageRequest;
  // Nearly all requests are as they must be, and are handed on as they came.
  if (Object.values(request.query).every(isText)) return request;
  // Numbers are what plain JavaScript may well give.
  const texts = Object.entries(request.query).map(([name, each]) => [name, asText(each)] as const);
  return texts.every(([, text]) => isText(text))
    ? { ...request, query: Object.fromEntries(texts) as Record<string, string> }
    : undefined;
};

const isTagged = (value: unknown, ...tags: readonly string[]): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && tags.includes(String(value['_tag']));

const readNext = (next: unknown): NextPage => {
  if (isTagged(next, 'Left') && isRecord(next['left']) && isText(next['left']['message'])) {
    return next as unknown as NextPage;
  }
  const found = isTagged(next, 'Right') ? next['right'] : undefined;
  if (isTagged(found, 'None')) return E.right(O.none);
  if (!isTagged(found, 'Some')) {
    return E.left(broken(`next ${OF} must give an Either of a fault and an Option of a request`));
  }
  const request = asPageRequest(found['value']);
  return request === undefined ? E.left(broken(`next ${OF} ${REQUEST}`)) : E.right(O.some(request));
};

/** What a paging's `next` gives, whatever it does: a fault where it throws, or gives something else than it must. */
export const askNext = (paging: Paging, reply: PageReply, request: PageRequest): NextPage => {
  try {
    return readNext(paging.next(reply, request));
  } catch (error) {
    return E.left(thrownBy(`next ${OF}`, error));
  }
};

/** The announced total, or why it is not known. */
export const askTotal = (paging: Paging, reply: PageReply): E.Either<PagingFault, O.Option<number>> => {
  try {
    const total: unknown = paging.total?.(reply) ?? O.none;
    return isTagged(total, 'None') || (isTagged(total, 'Some') && typeof total['value'] === 'number')
      ? E.right(total as unknown as O.Option<number>)
      : E.left(broken(`total ${OF} must give an Option of a number`));
  } catch (error) {
    return E.left(thrownBy(`total ${OF}`, error));
  }
};

/** The requests that may be asked for out of turn; a fault if the paging fails. */
export const askAhead = function* (
  paging: Paging,
  reply: PageReply,
  request: PageRequest,
): Generator<E.Either<PagingFault, PageRequest>, void> {
  try {
    for (const each of paging.ahead?.(reply, request) ?? []) {
      yield E.fromNullable(broken(`ahead ${OF} ${REQUEST}`))(asPageRequest(each));
    }
  } catch (error) {
    yield E.left(thrownBy(`ahead ${OF}`, error));
  }
};

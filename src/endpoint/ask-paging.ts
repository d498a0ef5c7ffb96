import { either as E, option as O } from 'fp-ts';
import type { NextPage, PageReply, PageRequest, Paging, PagingFault } from '../paging/index.js';
import { asText } from '../paging/place.js';
import { ask, broken, thrownBy } from './own-function.js';
import { isRecord } from '../../operators/internal/isObject.js';
import { isText } from '../../operators/internal/isText.js';

/** A request as an error describes it. */
export const A_REQUEST = 'a request, { query: { name: text } }';

/** A request as a paging must give it; undefined for anything else. */
export const asPageRequest = (value: unknown): PageRequest | undefined => {
  if (!isRecord(value) || !isRecord(value['query']) || !isText(value['link'] ?? '')) return undefined;
  const query: Record<string, string> = {};
  for (const [name, each] of Object.entries(value['query'])) {
    // Numbers are what plain JavaScript may well give.
    const text = asText(each);
    if (text === undefined) return undefined;
    query[name] = text;
  }
  return { ...value, query };
};

const isTagged = (value: unknown, tag: string): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && value['_tag'] === tag;

const asNext = (next: unknown): NextPage | undefined => {
  if (isTagged(next, 'Left') && isRecord(next['left']) && isText(next['left']['message'])) {
    return next as unknown as NextPage;
  }
  const found = isTagged(next, 'Right') ? next['right'] : undefined;
  if (isTagged(found, 'None')) return E.right(O.none);
  const request = isTagged(found, 'Some') ? asPageRequest(found['value']) : undefined;
  return request && E.right(O.some(request));
};

const A_NEXT = `an Either of a fault and an Option of ${A_REQUEST}`;

/** What a paging's `next` gives, whatever it does: a fault where it throws, or gives something else than it must. */
export const askNext = (paging: Paging, reply: PageReply, request: PageRequest): NextPage => {
  const next = ask('next of the paging', A_NEXT, () => asNext(paging.next(reply, request)));
  return E.isLeft(next) ? E.left(broken(next.left)) : next.right;
};

const asTotal = (total: unknown): O.Option<number> | undefined =>
  isTagged(total, 'None') || (isTagged(total, 'Some') && typeof total['value'] === 'number')
    ? (total as unknown as O.Option<number>)
    : undefined;

/** The announced total, or why it is not known. */
export const askTotal = (paging: Paging, reply: PageReply): E.Either<PagingFault, O.Option<number>> => {
  const give = (): O.Option<number> | undefined => asTotal(paging.total?.(reply) ?? O.none);
  const total = ask('total of the paging', 'an Option of a number', give);
  return E.isLeft(total) ? E.left(broken(total.left)) : total;
};

/** The requests that may be asked for out of turn; a fault if the paging fails. */
export const askAhead = function* (
  paging: Paging,
  reply: PageReply,
  request: PageRequest,
): Generator<E.Either<PagingFault, PageRequest>, void> {
  const what = 'ahead of the paging';
  try {
    for (const each of paging.ahead?.(reply, request) ?? []) {
      yield E.mapLeft(broken)(ask(what, A_REQUEST, () => asPageRequest(each)));
    }
  } catch (error) {
    yield E.left(thrownBy(what, error));
  }
};

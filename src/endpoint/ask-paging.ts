import { either as E, option as O } from 'fp-ts';
import type { NextPage, PageReply, PageRequest, Paging, PagingFault } from '../paging/index.js';
import { broken, thrownBy } from './own-function.js';

const isHash = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A part of a position as text: numbers are what plain JavaScript may well give. */
const asText = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/** A request as a paging must give it, or what is wrong with it. */
export const asPageRequest = (value: unknown): PageRequest | string => {
  if (!isHash(value) || !isHash(value['query'])) return 'must give a request, { query: { name: text } }';
  const { query, link } = value;
  if (link !== undefined && typeof link !== 'string') return 'gives a link that is no text';
  // Nearly all requests are as they must be, and are handed on as they came.
  if (Object.values(query).every((each) => typeof each === 'string')) return value as unknown as PageRequest;
  const texts: Record<string, string> = {};
  for (const [name, each] of Object.entries(query)) {
    const text = asText(each);
    if (text === undefined)
      return `gives ${name} as ${each === null ? 'null' : typeof each}, which is no text`;
    texts[name] = text;
  }
  return { ...(value as unknown as PageRequest), query: texts };
};

const isTagged = (value: unknown, ...tags: readonly string[]): value is { readonly _tag: string } =>
  isHash(value) && tags.includes(String(value['_tag']));

const REASONS = ['missing-cursor', 'foreign-link', 'past-limit', 'skipped-page', 'invalid-paging'];

const asFault = (value: unknown): PagingFault => {
  if (!isHash(value)) return broken('next of this endpoint’s paging gives a left that is no fault');
  const { reason, message, advice } = value;
  return {
    reason: (REASONS.includes(String(reason)) ? reason : 'missing-cursor') as PagingFault['reason'],
    message: typeof message === 'string' ? message : 'next of this endpoint’s paging gives no next page',
    advice: typeof advice === 'string' ? advice : 'Nothing after this page can be reached.',
  };
};

/** What a paging's `next` gives, whatever it does: a fault where it throws, or gives something else than it must. */
export const askNext = (paging: Paging, reply: PageReply, request: PageRequest): NextPage => {
  let next: unknown;
  try {
    next = paging.next(reply, request);
  } catch (error) {
    return E.left(thrownBy('next of this endpoint’s paging', error));
  }
  if (!isTagged(next, 'Left', 'Right')) {
    return E.left(
      broken('next of this endpoint’s paging must give an Either of a fault and an Option of a request'),
    );
  }
  if (next._tag === 'Left') return E.left(asFault((next as E.Left<unknown>).left));
  const found = (next as E.Right<unknown>).right;
  if (!isTagged(found, 'None', 'Some')) {
    return E.left(broken('next of this endpoint’s paging must give an Option of a request'));
  }
  if (found._tag === 'None') return E.right(O.none);
  const value = asPageRequest((found as O.Some<unknown>).value);
  return typeof value === 'string'
    ? E.left(broken(`next of this endpoint’s paging ${value}`))
    : E.right(O.some(value));
};

/** The announced total, or why it is not known. */
export const askTotal = (paging: Paging, reply: PageReply): E.Either<PagingFault, O.Option<number>> => {
  try {
    const total: unknown = paging.total?.(reply) ?? O.none;
    if (isTagged(total, 'None')) return E.right(O.none);
    const count: unknown = isTagged(total, 'Some') ? (total as O.Some<unknown>).value : undefined;
    return typeof count === 'number'
      ? E.right(O.some(count))
      : E.left(broken('total of this endpoint’s paging must give an Option of a number'));
  } catch (error) {
    return E.left(thrownBy('total of this endpoint’s paging', error));
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
      const value = asPageRequest(each);
      if (typeof value === 'string') {
        yield E.left(broken(`ahead of this endpoint’s paging ${value}`));
        return;
      }
      yield E.right(value);
    }
  } catch (error) {
    yield E.left(thrownBy('ahead of this endpoint’s paging', error));
  }
};

import { option as O } from 'fp-ts';
import { recentKeys } from '../../operators/internal/recentKeys.js';
import type { ErrorContext } from '../http/errors.js';
import type { PageReply, PagingFault } from '../paging/index.js';
import type { PreparedCall } from '../endpoint/call.js';
import type { ClientContext } from '../request/context.js';
import { isNoKey, type DecodedPage } from './decode-page.js';
import type { Endpoint } from '../endpoint/endpoint.js';
import type { ListOptions } from '../endpoint/options.js';
import type { Page, ResumeToken, WalkEnd } from '../endpoint/page.js';
import type { ParamSpecs } from '../endpoint/params/index.js';
import { encodeResume, type Position } from '../endpoint/resume-token.js';

/** Where a walk goes: to a page, or to the error that its server left it with. */
export type Target =
  Position | { readonly index: number; readonly fault: PagingFault; readonly context: ErrorContext };

/** One page of a walk, decoded, and where the walk goes from there. */
export interface Step<A, E> {
  readonly position: Position;
  /** What the pages ahead are inferred from; undefined where none are. */
  readonly reply: PageReply | undefined;
  readonly decoded: DecodedPage<A, E>;
  readonly total: O.Option<number>;
  readonly next: O.Option<Target>;
  /** The place of the page, for errors that are noticed on it. */
  readonly context: ErrorContext;
}

/** The walk that pages are made for. */
interface WalkFrame<S extends ParamSpecs, A, O, E> {
  readonly client: ClientContext;
  readonly endpoint: Endpoint<S, A, O, E>;
  readonly options: ListOptions;
  readonly prepared: PreparedCall;
}

/** Rows of a list that shifts are remembered this far back: a shift moves rows by a page or two, not by thousands. */
const REMEMBERED_ROWS = 100_000;

/** Leaves out the rows that were given before, where rows that come or go during the walk shift the pages. */
const withoutRepeats = <S extends ParamSpecs, A, O, E>({
  client,
  endpoint: { provider, id: endpoint },
  prepared,
}: WalkFrame<S, A, O, E>): ((decoded: DecodedPage<A, E>, pageIndex: number) => readonly A[]) => {
  if (prepared.paging.shifts !== true) return ({ items }) => items;
  const isRepeat = recentKeys({ maxKeys: REMEMBERED_ROWS });
  return ({ items, keys }, pageIndex) => {
    // Items without identity are all alike, and no one is a repeat.
    const fresh = items.filter((_, at) => isNoKey(keys[at] ?? '') || !isRepeat(keys[at] ?? ''));
    const count = items.length - fresh.length;
    if (count > 0) client.emit({ type: 'repeated', provider, endpoint, pageIndex, count });
    return fresh;
  };
};

/** How many pages and items a walk has given so far. */
interface Sums {
  readonly pages: number;
  readonly items: number;
}

/** Reports when the announced total is another one than before, and how the walk ended. */
const tellProgress = <S extends ParamSpecs, A, O, E>({
  client,
  endpoint: { provider, id: endpoint },
}: WalkFrame<S, A, O, E>): ((page: Page<A, E>, sums: Sums) => void) => {
  let from: number | undefined;
  return (page, sums) => {
    // By name, never the rest of the page: that would read its resume token, which is written when it is read.
    const { index: pageIndex, leftOut, end } = page;
    const total = O.toUndefined(page.total);
    const to = total ?? from;
    if (from !== undefined && to !== undefined && to !== from) {
      client.emit({ type: 'total', provider, endpoint, pageIndex, from, to });
    }
    from = to;
    if (O.isNone(end)) return;
    client.emit({ type: 'end', provider, endpoint, reason: end.value, ...sums, leftOut, total });
  };
};

/** Why the walk stops on a page; null where it does not. */
const endOf = (
  isLast: boolean,
  leftOut: number,
  { items, pages }: Sums,
  { maxItems = Infinity, maxPages = Infinity }: ListOptions,
): WalkEnd | null => {
  if (isLast) return leftOut === 0 ? 'complete' : 'partial';
  if (items >= maxItems) return 'maxItems';
  return pages >= maxPages ? 'maxPages' : null;
};

/** Turns the steps of one walk into pages, and says on which of them the walk stops, and why. */
export const toPages = <S extends ParamSpecs, A, O, E>(
  frame: WalkFrame<S, A, O, E>,
): ((step: Step<A, E>) => Page<A, E>) => {
  const { endpoint, options, prepared } = frame;
  const { maxItems = Infinity } = options;
  const unrepeated = withoutRepeats(frame);
  const tell = tellProgress(frame);
  let sums: Sums = { pages: 0, items: 0 };
  let leftOutBefore = prepared.first.leftOut ?? 0;
  return ({ position, decoded, total, next }) => {
    const { envelope, invalid } = decoded;
    const { index } = position;
    const rows = unrepeated(decoded, index);
    const items = rows.slice(0, maxItems - sums.items);
    const isCut = items.length < rows.length;
    const leftOut = leftOutBefore + decoded.leftOut;
    sums = { pages: sums.pages + 1, items: sums.items + items.length };
    const end = O.fromNullable(endOf(O.isNone(next) && !isCut, leftOut, sums, options));
    // A page that was cut is given again: what is behind the cut has not been seen.
    const target = isCut ? O.some({ ...position, leftOut: leftOutBefore }) : next;
    leftOutBefore = leftOut;
    let token: O.Option<ResumeToken> | undefined;
    const page: Page<A, E> = {
      ...{ items, index, envelope, total, end, invalid, leftOut },
      // Written when it is read: of most walks nobody reads any.
      get resume() {
        token ??=
          O.isNone(target) || 'fault' in target.value
            ? O.none
            : O.some(encodeResume(endpoint.id, prepared.digest, { leftOut, ...target.value }));
        return token;
      },
    };
    tell(page, sums);
    return page;
  };
};

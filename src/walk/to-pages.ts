import { option as O } from 'fp-ts';
import type { KeyWindow } from '../../operators/dedupeBy.js';
import { recentKeys } from '../../operators/internal/recentKeys.js';
import type { ErrorContext } from '../http/errors.js';
import type { PageReply, PagingFault } from '../paging/index.js';
import type { PreparedCall } from '../endpoint/call.js';
import type { ClientContext } from '../request/context.js';
import { isNoKey, type DecodedPage } from './decode-page.js';
import { freshItems } from './fresh-items.js';
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
export interface WalkFrame<S extends ParamSpecs, A, O, E> {
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
  endpoint,
  prepared,
}: WalkFrame<S, A, O, E>): ((items: readonly A[], pageIndex: number) => readonly A[]) => {
  if (prepared.paging.shifts !== true) return (items) => items;
  const remembered = recentKeys({ maxKeys: REMEMBERED_ROWS });
  // Items without identity are all alike, and no one is a repeat.
  const window: KeyWindow = { isRepeat: (key) => !isNoKey(String(key)) && remembered(key) };
  const keyOf = (item: A): string => {
    try {
      return endpoint.key(item);
    } catch {
      // Reported as a fault of its page already.
      return '';
    }
  };
  return (items, pageIndex) => {
    const fresh = freshItems(items, keyOf, window);
    const count = items.length - fresh.length;
    const { provider, id } = endpoint;
    if (count > 0) client.emit({ type: 'repeated', provider, endpoint: id, pageIndex, count });
    return fresh;
  };
};

/** Reports when the announced total is another one than before, and how the walk ended. */
const tellProgress = <S extends ParamSpecs, A, O, E>({
  client,
  endpoint,
}: WalkFrame<S, A, O, E>): ((page: Page<A, E>) => void) => {
  const { provider, id } = endpoint;
  let pages = 0;
  let items = 0;
  let announced: number | undefined;
  return (page) => {
    const total = O.toUndefined(page.total);
    pages += 1;
    items += page.items.length;
    if (announced !== undefined && total !== undefined && total !== announced) {
      const { index: pageIndex } = page;
      client.emit({ type: 'total', provider, endpoint: id, pageIndex, from: announced, to: total });
    }
    announced = total ?? announced;
    if (O.isNone(page.end)) return;
    const { leftOut } = page;
    client.emit({
      type: 'end',
      provider,
      endpoint: id,
      reason: page.end.value,
      pages,
      items,
      leftOut,
      total,
    });
  };
};

interface Sums {
  readonly last: boolean;
  readonly items: number;
  readonly pages: number;
  readonly leftOut: number;
}

const endOf = (
  { last, items, pages, leftOut }: Sums,
  { maxItems = Infinity, maxPages = Infinity }: ListOptions,
) => {
  const end: WalkEnd | null = last
    ? leftOut === 0
      ? 'complete'
      : 'partial'
    : items >= maxItems
      ? 'maxItems'
      : pages >= maxPages
        ? 'maxPages'
        : null;
  return O.fromNullable(end);
};

/** Turns the steps of one walk into pages, and says on which of them the walk stops, and why. */
export const toPages = <S extends ParamSpecs, A, O, E>(
  frame: WalkFrame<S, A, O, E>,
): ((step: Step<A, E>) => Page<A, E>) => {
  const { endpoint, options, prepared } = frame;
  const { maxItems = Infinity } = options;
  const unrepeated = withoutRepeats(frame);
  const tell = tellProgress(frame);
  let pages = 0;
  let itemsBefore = 0;
  let leftOutBefore = prepared.first.leftOut ?? 0;
  const tokenAt = (target: Target, before: number): O.Option<ResumeToken> =>
    'fault' in target
      ? O.none
      : O.some(encodeResume(endpoint.id, prepared.digest, { ...target, leftOut: before }));
  return ({ position, decoded, total, next }) => {
    const { envelope, invalid } = decoded;
    const before = leftOutBefore;
    const leftOut = before + decoded.leftOut;
    leftOutBefore = leftOut;
    const { index } = position;
    const rows = unrepeated(decoded.items, index);
    const room = maxItems - itemsBefore;
    const cut = rows.length > room;
    const items = cut ? rows.slice(0, room) : rows;
    pages += 1;
    itemsBefore += items.length;
    const end = endOf({ last: O.isNone(next) && !cut, items: itemsBefore, pages, leftOut }, options);
    // A page that was cut is given again: what is behind the cut has not been seen.
    const at: O.Option<Target> = cut ? O.some(position) : next;
    let token: O.Option<ResumeToken> | undefined;
    const page: Page<A, E> = {
      ...{ items, index, envelope, total, end, invalid, leftOut },
      // Written when it is read: of most walks nobody reads any.
      get resume() {
        token ??= O.chain((target: Target) => tokenAt(target, cut ? before : leftOut))(at);
        return token;
      },
    };
    tell(page);
    return page;
  };
};

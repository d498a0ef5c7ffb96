import { defer, endWith, from, map, type Observable, type ObservableInput } from 'rxjs';
import type { FeedRecord, Iso, LeftOutItem, Reading } from '../../records/index.js';
import type { FeedFault, FeedPage, ReadingStart } from '../feed.js';
import { isObject } from '../../../operators/internal/isObject.js';
import { faultOf } from './fault.js';
import { MOST_NAMED } from '../most-named.js';
import { leftOutOf, unmappedOf } from './left-out.js';

/** A page of a list, as a `Listing` of this package gives it; of others, what they have of it. */
export interface ListPage<A> {
  /** The items. */
  readonly items: readonly A[];
  /** None while the list goes on. Anything but `complete` means that the list was not read whole. */
  readonly end?: { readonly _tag: 'None' } | { readonly _tag: 'Some'; readonly value: string } | undefined;
  /** Items left out so far. */
  readonly leftOut?: number | undefined;
  /** Errors of the items of this page that could not be read: they name them, and are counted where `leftOut` is absent. */
  readonly invalid?: readonly unknown[] | undefined;
  /** Where the list can go on after this page. */
  readonly resume?: { readonly _tag: 'None' } | { readonly _tag: 'Some'; readonly value: string } | undefined;
  /** On the last page: what failed without ending the list. */
  readonly failure?: unknown;
}

/** A list that is read page by page: a `Listing`, or anything with the same method. */
export interface PagedList<A> {
  /** Returns the pages, cold: nothing is sent before it is subscribed to. */
  pages(): ObservableInput<ListPage<A>>;
  /** Returns the rest of the same list, after the page that gave the token. Absent where it cannot go on. */
  resumed?(token: string): PagedList<A>;
}

/** Returns a list, or the rest of it where a reading goes on. A list that cannot go on is read from its beginning. */
export const restOf = <A>(list: PagedList<A>, { resume }: ReadingStart): PagedList<A> =>
  resume === undefined ? list : (list.resumed?.(resume) ?? list);

/** Maps an item to its records: one, several or none. */
export type RecordsOf<A> = (item: A, reading: Reading) => FeedRecord | readonly FeedRecord[];

/** What a reading says beside its records. */
interface ReadingFrame {
  readonly from?: Iso | undefined;
  readonly mark?: string | undefined;
  /** Where records do not say how far the data reaches. */
  readonly asOf?: Iso | undefined;
  /** Makes a fault of what failed without ending the list. Default: {@link faultOf}. */
  readonly faultOf?: ((error: unknown) => FeedFault) | undefined;
}

const isList = (value: FeedRecord | readonly FeedRecord[]): value is readonly FeedRecord[] =>
  Array.isArray(value);

/** The records of one item; undefined where none could be made: a mapping that throws, or, in JavaScript, returns nothing. */
const mapped = <A>(item: A, recordsOf: RecordsOf<A>, reading: Reading): readonly FeedRecord[] | undefined => {
  try {
    const given = recordsOf(item, reading);
    const records = isList(given) ? given : [given];
    return records.every(isObject) ? records : undefined;
  } catch {
    return undefined;
  }
};

/** One reading's count of what it could not use, and how far its records reach. */
class Progress {
  leftOut = 0;
  /** The first of them, by name. */
  readonly named: LeftOutItem[] = [];
  #pages = 0;
  ended: 'complete' | 'partial' | undefined;
  asOf: Iso | undefined;
  failure: unknown;
  #unmapped = 0;
  #invalid = 0;

  /** An item that no record could be made of is left out, and never ends the reading. */
  records<A>(items: readonly A[], recordsOf: RecordsOf<A>, reading: Reading): FeedRecord[] {
    const records: FeedRecord[] = [];
    for (const [at, item] of items.entries()) {
      const own = mapped(item, recordsOf, reading);
      for (const record of own ?? []) records.push(record);
      if (own !== undefined) continue;
      this.#unmapped += 1;
      this.#name(() => unmappedOf(item, this.#pages, at));
    }
    for (const { asOf } of records) if (asOf !== undefined && asOf > (this.asOf ?? '')) this.asOf = asOf;
    return records;
  }

  #name(nameOf: () => LeftOutItem): void {
    if (this.named.length < MOST_NAMED) this.named.push(nameOf());
  }

  take<A>(page: ListPage<A>): void {
    this.#pages += 1;
    for (const error of page.invalid ?? []) this.#name(() => leftOutOf(error));
    this.#invalid += page.invalid?.length ?? 0;
    this.leftOut = (page.leftOut ?? this.#invalid) + this.#unmapped;
    this.failure ??= page.failure;
    if (page.end?._tag !== 'Some') return;
    this.ended = page.end.value === 'complete' && this.leftOut === 0 ? 'complete' : 'partial';
  }
}

/**
 * Returns the pages of one reading of a list. A list that ends without saying so counts as read to its end where its pages
 * never say how they end, and as cut short where they do.
 */
export const readPages = <A>(
  list: () => PagedList<A>,
  recordsOf: RecordsOf<A>,
  { source, now }: ReadingStart,
  frame: ReadingFrame = {},
): Observable<FeedPage> =>
  defer(() => {
    const progress = new Progress();
    let says = false;
    const reading: Reading = { source, observedAt: now };
    const LAST = Symbol('last');
    const last = (): FeedPage => ({
      records: [],
      leftOut: progress.leftOut,
      ...(progress.named.length === 0 ? {} : { leftOutItems: progress.named }),
      asOf: progress.asOf ?? frame.asOf ?? now.toISOString(),
      from: frame.from,
      end: progress.ended ?? (says || progress.leftOut > 0 ? 'partial' : 'complete'),
      // What failed is asked for again by the next reading.
      mark: progress.failure === undefined ? frame.mark : undefined,
      ...(progress.failure === undefined ? {} : { fault: (frame.faultOf ?? faultOf)(progress.failure) }),
    });
    return from(list().pages()).pipe(
      endWith(LAST),
      map((page): FeedPage => {
        if (typeof page === 'symbol') return last();
        says ||= page.end !== undefined;
        const records = progress.records(page.items, recordsOf, reading);
        progress.take(page);
        const { resume } = page;
        const onward = resume?._tag === 'Some' ? { resume: resume.value } : {};
        return { records, leftOut: progress.leftOut, ...onward };
      }),
    );
  });

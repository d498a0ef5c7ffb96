import type { either as E, option as O } from 'fp-ts';
import type { PagingCode } from '../http/error-codes.js';

/** Where one page is: the paging part of a request, and nothing else. It is plain JSON, safe to store. */
export interface PageRequest {
  /** Paging parameters by their wire names. They go into the query, unless {@link Paging.places} says otherwise. */
  readonly query: Readonly<Record<string, string>>;
  /** The whole address, where the server gave a link that is followed as it is. */
  readonly link?: string;
  /** What to do when the record of this position has gone in the meantime. */
  readonly recovery?: Recovery;
  /** Nothing has said that there is such a page: a 404 then ends the walk, as an empty page does. */
  readonly guessed?: true;
  /** How many rows came before this page, where an announced total may end the walk. */
  readonly rows?: number;
}

/** The way back onto a list whose record at the cursor was deleted during the walk. */
export interface Recovery {
  /** Ids of the records before the cursor, nearest first: where else to go on from. */
  readonly earlier: readonly string[];
  /** Ids that were tried as cursors already: those that are still there come again, and are left out. */
  readonly tried: readonly string[];
}

/** What a family may look at to find the next page: the raw reply, before any item is decoded. */
export interface PageReply {
  /** The parsed body; `undefined` for a reply without one (204). */
  readonly body: unknown;
  /** The raw items of the page. Stop rules count these, never what is left of them after filtering or decoding. */
  readonly items: readonly unknown[];
  /** Reads a response header. */
  readonly header: (name: string) => string | null;
  /** The address that was asked; links are resolved against it. */
  readonly url: string;
  /** The page size that was asked for, where one was. */
  readonly size?: number | undefined;
}

/** Why there is no way to say where the next page is. */
export interface PagingFault {
  /** What programs read; see docs/errors.md. */
  readonly code: PagingCode;
  /** What happened, as one clause without a full stop. */
  readonly message: string;
  /** What to do about it, as one sentence. */
  readonly advice: string;
}

/** What a walk starts from: the caller's own paging parameters and the page size. */
export interface PageStart {
  /** The paging parameters that the caller gave, by their wire names: start positions and modes. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The page size to ask for, under its wire name; none where the endpoint knows no size. */
  readonly size: O.Option<{ readonly param: string; readonly value: number }>;
}

/** What the next page is: none at the end, or a fault where the server leaves it open. */
export type NextPage = E.Either<PagingFault, O.Option<PageRequest>>;

/**
 * How an endpoint pages, as a value: where a walk starts, and what follows a page. Pure; all state of a walk is in the
 * requests themselves, so that a walk can go on in another process.
 */
export interface Paging {
  /** Name of the family: `lastId`, `nextToken`, `pageNumber` … */
  readonly family: string;
  /** Where the items are in the body; an empty text for a body that is the array itself. */
  readonly items: ItemsPlace;
  /** The same for a vendor whose replies come in more than one shape: the place in this body. Default: `items`. */
  itemsOf?(body: unknown): ItemsPlace;
  /** Whether the body holds a single object at `items`, which is then the only item. Default false: a list. */
  readonly one?: boolean;
  /** `empty` takes null at `items` for an empty list. Default: null is an error. */
  readonly nullItems?: 'empty';
  /** Wire names of the parameters whose range is cut into slices: each request carries its own part of the range. */
  readonly sliced?: readonly string[];
  /** Whether rows that come or go during the walk shift the pages behind them, so that rows come twice or not at all. */
  readonly shifts?: boolean;
  /** Whether pages may change their size during the walk: a position means the same row whatever the size. Default false. */
  readonly resizable?: boolean;
  /** Wire names of the parameters that start a walk or set its mode, beside the page size. */
  readonly params: readonly string[];
  /** Where those of them go that are no parameters of the query. */
  readonly places?: Readonly<Record<string, RequestPlace>>;
  /** Returns the first request. */
  first(start: PageStart): PageRequest;
  /** Returns the request after this page. */
  next(reply: PageReply, request: PageRequest): NextPage;
  /** Returns the requests after the next one, in order, as far as they can be known: they may be asked out of turn. */
  ahead?(reply: PageReply, request: PageRequest): Iterable<PageRequest>;
  /** Returns the announced number of items: a hint, that ends a walk only where `totalEnds` is set. */
  total?(reply: PageReply): O.Option<number>;
}

/**
 * Where a value is in a body: a dotted path, or an array of keys. A key that holds a dot is found by the dotted path, too: the
 * value under the longest literal key comes first. An array of keys is taken as it is.
 */
export type Path = string | readonly string[];

/** Where the items are in a body: a path, or a function of the body, which then stays whole in the envelope. */
export type ItemsPlace = Path | ((body: unknown) => unknown);

/** Where a value is in a reply: a path in the body, a response header, or a function of the reply. */
export type Place = Path | { readonly header: string } | ((reply: PageReply) => unknown);

/**
 * Where a position, or a page size, goes in a request: a parameter of the query (a bare text is its name), a header, or a member of
 * the JSON body of a POST. In a body, `as` says what the value becomes; default: a number for row numbers, page numbers and sizes,
 * a text for cursors. `json` gives a cursor that is an object or an array back as it came.
 */
export type RequestPlace =
  | string
  | { readonly query: string }
  | { readonly header: string }
  | { readonly body: Path; readonly as?: 'text' | 'number' | 'json' };

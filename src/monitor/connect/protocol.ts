import type { ChangeEvent } from '../shapes.js';

/** The name under which both sides speak, as a subprotocol of the websocket. */
export const SUBPROTOCOL = 'headwater.v1';
/** A subprotocol that begins with it carries a token, base64url: browsers can send no header. */
export const TOKEN_PREFIX = 'headwater.token.';
/** Each side says that it is there once in this many milliseconds. */
export const BEAT_MS = 15_000;
/** A side that said nothing for so long is given up. */
export const SILENCE_MS = 40_000;

/** Why a connection was closed, where the client is to behave in another way than to come back soon. */
export const CLOSE_REFUSED = 4401;

/** What can be opened. */
export type ViewName =
  | 'overview'
  | 'sources'
  | 'limits'
  | 'findings'
  | 'drift'
  | 'spend'
  | 'series'
  | 'credentials'
  | 'principals'
  | 'changes';

/** What a client sends. Ids are the client's own, each higher than the one before. */
export type ClientMessage =
  | { readonly open: number; readonly view: ViewName; readonly query?: object; readonly since?: string }
  | { readonly close: number }
  | { readonly refresh: unknown }
  | { readonly beat: unknown };

/**
 * What changed of a table. Positions count from 0. In this order: the rows at `drop` go, those of `set` are put in their place
 * (a place behind the last one appends), then the row at `order[n]` becomes the n-th.
 */
export interface Patch {
  /** Positions of the rows that go. Default: none. */
  readonly drop?: readonly number[];
  /** Rows and the places that they are put in. Default: none. */
  readonly set?: readonly (readonly [number, unknown])[];
  /** The row at `order[n]` becomes the n-th. Default: the order stays. */
  readonly order?: readonly number[];
  /** All members of the table but `rows`; absent where none of them changed. */
  readonly rest?: object;
}

/** Why a view was not opened. */
export interface Refusal {
  /** What programs read: the query, the view or the id is wrong, or too many views are open. */
  readonly code: 'query' | 'view' | 'id' | 'limit';
  /** Of a query: which member. */
  readonly path?: string;
  /** What is wrong, for people. */
  readonly message: string;
}

/** What a server sends. */
export type ServerMessage =
  | { readonly beat: string }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly patch: Patch }
  | { readonly id: number; readonly at: string }
  | { readonly id: number; readonly event: ChangeEvent }
  | { readonly id: number; readonly error: Refusal };

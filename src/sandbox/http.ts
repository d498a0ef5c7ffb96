import type { ProviderId, WireItem } from './types.js';
import { isRecord } from '../../operators/internal/isObject.js';

/** One request, as a provider sees it. */
export interface Ask {
  readonly provider: ProviderId;
  readonly method: string;
  /** The provider's own path, decoded by nobody, without prefix and query. */
  readonly path: string;
  /** Where the provider lives on this server: '' or '/openai' and the like. */
  readonly prefix: string;
  /** Origin as the client wrote it. */
  readonly origin: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One reply; a text body goes out as it is, everything else as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A JSON object whose members are looked at one by one. */
export type Body = Readonly<Record<string, unknown>>;

/** How the faults find items, cursors and counts in a provider's replies. */
export interface PageShape {
  /** Where the items stand: a dotted path into the reply, '' where the reply is the list itself; some depend on the request. */
  readonly items: string | ((ask: Ask) => string);
  /** Whether the request names a cursor or a page after the first. */
  continues(ask: Ask): boolean;
  /** The id of the item that the cursor of a request names, where it names one. */
  cursorId(ask: Ask): string | undefined;
  /** The page with the position it was asked with as its next. */
  repeatCursor(body: Body, ask: Ask): Body;
  /** The page that promises more without saying where. */
  withoutCursor(body: Body, ask: Ask): Body;
  foreignNext(body: Body, origin: string, ask: Ask): Body;
  withCount(body: Body, count: number): Body;
  noNext(body: Body, form: 'absent' | 'string-null'): Body;
}

/** A list of a provider, and the parent whose list it is. */
export interface ListPlace {
  readonly list: string;
  readonly parent?: string;
}

/** What was spent with one model by one holder of one key, in billionths of a dollar. Null where it is of none. */
export interface Spend {
  readonly key: string | null;
  readonly principal: string | null;
  readonly project: string | null;
  readonly model: string | null;
  readonly requests: number;
  readonly nanos: bigint;
}

/** The data of one provider. */
export interface ProviderWorld {
  counts(): Readonly<Record<string, number>>;
  insert(list: string, parent?: string): string;
  remove(list: string, id?: string, parent?: string): string | undefined;
  items(list: string): readonly WireItem[];
  /** What was spent in a range of milliseconds; absent where a provider costs nothing. */
  spend?(from: number, to: number): readonly Spend[];
  /** Puts what is odd from the start into the data; returns what it is about. */
  stage?(): Readonly<Record<string, string | undefined>>;
  /** One credential spends a great deal at once; returns its id. */
  spike?(): string | undefined;
  /** What tick number `tick` brings, after the clock has moved. */
  evolve(tick: number): void;
}

/** One provider as the server runs it. */
export interface Provider {
  readonly id: ProviderId;
  readonly world: ProviderWorld;
  readonly shape: PageShape;
  handle(ask: Ask): Reply;
  /** The provider's error body for a status. */
  errorBody(status: number, message: string): unknown;
  /** Which list a path shows. */
  placeOf(ask: Ask): ListPlace | undefined;
}

/** Splits a query string into pairs, in their order; what cannot be decoded is kept as it came. */
export function pairsOf(search: string): readonly (readonly [string, string])[] {
  return search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0
        ? [decodePart(part), '']
        : [decodePart(part.slice(0, at)), decodePart(part.slice(at + 1))];
    });
}

/** Undoes percent-encoding; what cannot be decoded stays as it came. */
export function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** The last value of a parameter, as most frameworks take it. */
export function valueOf(ask: Ask, name: string): string | undefined {
  return ask.query.filter(([key]) => key === name).at(-1)?.[1];
}

/** All values of an array parameter, spelled `name` or `name[]`. */
export function valuesOf(ask: Ask, name: string): readonly string[] {
  return ask.query.filter(([key]) => key === name || key === `${name}[]`).map(([, value]) => value);
}

/** The parameters that say where in a walk a page is, over all providers. */
const POSITIONS = new Set(['page', 'page[number]', 'page[cursor]', 'after', 'before', 'cursor', 'offset']);

/** What distinguishes one walk from another: everything that is asked for, but for the position. */
export function walkOf({ provider, method, path, query, body }: Ask): string {
  const asked = query.filter(([name]) => !POSITIONS.has(name)).map((pair) => pair.join('='));
  return JSON.stringify([provider, method, path, asked.sort(), body]);
}

/** A whole number in decimal digits, else NaN. */
export function wholeOf(text: string): number {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

/** Narrows a JSON value to an object. */
export function isBody(value: unknown): value is Body {
  return isRecord(value);
}

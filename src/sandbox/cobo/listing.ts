import { valueOf, type Ask, type Reply } from '../http.js';
import type { Params } from '../routes.js';
import type { Row, Shelf } from '../table.js';
import type { ListNames, WireItem } from '../types.js';
import { cut, invalid, limitOf, type Cut, type PageRules } from './paging.js';
import { UUID } from '../random.js';

/** A request on its way through a list. */
export interface Asking {
  readonly ask: Ask;
  readonly params: Params;
  readonly nowMs: number;
}

/** A list or a read, and what it takes to be shown it. */
export interface CoboList {
  /** Where the faults insert and remove; a read has none. */
  readonly list?: ListNames['cobo'];
  /** What the control counts and changes; given once, where a list has several forms. */
  readonly shelf?: Shelf;
  readonly path: string;
  /** The header that is accepted: `X-API-Key`, `X-Assistant-Service-Key`, or either of them. Default `key`. */
  readonly credential?: 'key' | 'service' | 'either';
  /** Where the items stand. */
  readonly items: string;
  answer(asking: Asking): Reply;
}

/** A list or a parameter check: a refusal, or nothing to object. */
type Check = (asking: Asking) => Reply | undefined;

/** How a list is filtered, cut and wrapped. */
interface ListingConfig {
  /** Every row in the order of the list; undefined where the parent is not known. */
  readonly rows: (asking: Asking) => readonly Row[] | undefined;
  readonly checks?: readonly Check[];
  readonly keeps?: (row: Row, asking: Asking) => boolean;
  /** How the list is cut; `top`: the newest so many, with no next page; absent: everything, with no next page. */
  readonly pages?: PageRules | { readonly top: PageRules['limits'] };
  readonly wire?: (row: Row, asking: Asking) => WireItem;
  /** What is at `result`. Default: the items. */
  readonly result?: (items: readonly WireItem[], page: ResultPage) => unknown;
}

/** What a `result` with members of its own is made from. */
export interface ResultPage {
  readonly meta: WireItem;
  /** All that was found. */
  readonly count: number;
}

/** A refusal in the vendor's envelope. */
export function refuse(status: number, error: unknown): Reply {
  return { status, headers: {}, body: { success: false, error, suggestion: '' } };
}

/** A success in the vendor's envelope. */
export function success(result: unknown, meta: WireItem | null = null): Reply {
  return { status: 200, headers: {}, body: { success: true, result, suggestion: '', message: '', meta } };
}

/** Answers one request for a list. */
export function listing(config: ListingConfig): (asking: Asking) => Reply {
  const { checks = [], keeps = () => true, wire = (row: Row) => row.wire } = config;
  const { result = (items: readonly WireItem[]) => items } = config;
  return (asking) => {
    for (const check of checks) {
      const refusal = check(asking);
      if (refusal !== undefined) return refusal;
    }
    const all = config.rows(asking);
    if (all === undefined) return refuse(404, 'Not found');
    const found = all.filter((row) => keeps(row, asking));
    const page = pageOf(asking.ask, found, config.pages);
    if ('status' in page) return page;
    const items = page.rows.map((row) => wire(row, asking));
    const count = found.length;
    return success(result(items, { meta: page.meta ?? {}, count }), page.meta);
  };
}

function pageOf(
  ask: Ask,
  rows: readonly Row[],
  pages: ListingConfig['pages'],
): (Omit<Cut, 'meta'> & { readonly meta: WireItem | null }) | Reply {
  if (pages === undefined) return { rows, meta: null };
  if (!('top' in pages)) return cut(ask, rows, pages);
  const limit = limitOf(ask, pages.top);
  return typeof limit === 'object' ? limit : { rows: rows.slice(0, limit), meta: null };
}

/** Refuses a parameter of the path, or of the query where it is there, that is no UUID. */
export function uuid(name: string, where: 'path' | 'query' = 'query'): Check {
  return ({ ask, params }) => {
    const input = where === 'path' ? params[0] : valueOf(ask, name);
    if (input === undefined || UUID.test(input)) return undefined;
    return invalid(ask, { name, where, input, msg: 'Input should be a valid UUID', type: 'uuid_parsing' });
  };
}

/** Refuses a value that an enumeration does not have. */
export function oneOf(name: string, values: readonly string[]): Check {
  return ({ ask }) => {
    const input = valueOf(ask, name);
    if (input === undefined || values.includes(input)) return undefined;
    const quoted = values.map((value) => `'${value}'`);
    const expected = [quoted.slice(0, -1).join(', '), quoted.at(-1)]
      .filter((part) => part !== '')
      .join(' or ');
    return invalid(ask, { name, msg: `Input should be ${expected}`, type: 'enum', ctx: { expected } });
  };
}

/** Refuses a text that is absent where it is required, too short or too long. */
export function textOf(name: string, most: number, required = false): Check {
  return ({ ask }) => {
    const input = valueOf(ask, name);
    if (input === undefined)
      return required ? invalid(ask, { name, msg: 'Field required', type: 'missing', input: '' }) : undefined;
    if (input.length >= 1 && input.length <= most) return undefined;
    const [type, word, bound] =
      input.length < 1
        ? (['string_too_short', 'least', 1] as const)
        : (['string_too_long', 'most', most] as const);
    const msg = `String should have at ${word} ${String(bound)} character${bound === 1 ? '' : 's'}`;
    return invalid(ask, { name, msg, type, ctx: { [`${word === 'least' ? 'min' : 'max'}_length`]: bound } });
  };
}

/** Refuses a time that cannot be read. */
export function instant(name: string): Check {
  return ({ ask }) => {
    const input = valueOf(ask, name);
    if (input === undefined || !Number.isNaN(Date.parse(input))) return undefined;
    return invalid(ask, { name, msg: 'Input should be a valid datetime', type: 'datetime_parsing' });
  };
}

/** Whether an item has, in its member, what the query asks for by a name, where it asks. */
export function asked({ wire }: Row, { ask }: Asking, name: string, member = name): boolean {
  const wanted = valueOf(ask, name);
  return wanted === undefined || String(wire[member]) === wanted;
}

/** Whether a flag is set. */
export function flag({ ask }: Asking, name: string): boolean {
  return ['true', '1', 'yes', 'on'].includes((valueOf(ask, name) ?? '').toLowerCase());
}

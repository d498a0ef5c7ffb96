import { isBody, valueOf, wholeOf, type Ask, type Reply } from '../http.js';
import type { Params } from '../routes.js';
import type { Row, Shelf } from '../table.js';
import type { ListNames, WireItem } from '../types.js';
import { order, passes, valueAt } from './filters.js';

/** A request on its way through a list. */
export interface Asking {
  readonly ask: Ask;
  readonly params: Params;
  readonly nowMs: number;
}

/** A list, or one of the shapes that it is documented in, and the paths that show it. */
export interface KeywordsAiList {
  /** Where the faults insert and remove. */
  readonly list: ListNames['keywordsai'];
  /** What the control counts and changes; given once, where a list has several forms. */
  readonly shelf?: Shelf;
  /** Methods with their paths. */
  readonly forms: readonly string[];
  /** Where the items stand. Default `results`; '' where the reply is a bare array. */
  readonly items?: string;
  answer(asking: Asking): Reply;
}

/** The position of a page. */
interface Links {
  readonly next: string | null;
  readonly previous: string | null;
}

/** One page, before its envelope. */
export interface ListPage extends Links {
  /** All that was found. */
  readonly count: number;
  readonly results: readonly WireItem[];
}

/** How a list is filtered, sorted, cut and wrapped. */
interface ListingConfig {
  /** Every row, in the list's own order; undefined where the parent is not known. */
  readonly rows: (asking: Asking) => readonly Row[] | undefined;
  /** What the query leaves of them. */
  readonly keeps?: (row: Row, asking: Asking) => boolean;
  /** The sizes of a page: the one that is not asked for, and the largest. */
  readonly sizes: readonly [standard: number, most: number];
  /** The parameters that say how to sort, the strongest first. Default `sort_by`. */
  readonly sortBy?: readonly string[];
  /** The item of a row. Default: its wire form. */
  readonly wire?: (row: Row, asking: Asking) => WireItem;
  /** What a link to a page carries. Default: its number only, on the same path. */
  readonly link?: (ask: Ask, page: number, size: number) => string;
  /** The envelope. Default: count, next, previous, results. */
  readonly envelope?: (page: ListPage, asking: Asking, body: unknown) => WireItem;
}

/** A refusal in the framework's form. */
export function refuse(status: number, detail: string): Reply {
  return { status, headers: {}, body: { detail } };
}

/** Answers one request for a list; the filters of a search are in its body. */
export function listing(config: ListingConfig): (asking: Asking) => Reply {
  const { keeps = () => true, wire = (row: Row) => row.wire, sortBy = ['sort_by'] } = config;
  return (asking) => {
    const body = asking.ask.method === 'POST' ? bodyOf(asking.ask) : {};
    if (body === undefined) return refuse(400, 'JSON parse error');
    const all = config.rows(asking);
    if (all === undefined) return refuse(404, 'Not found.');
    const found = all.filter((row) => keeps(row, asking) && passes({ ...row.facets, ...row.wire }, body));
    const sort = sortBy.map((name) => valueOf(asking.ask, name)).find((value) => value !== undefined);
    return paged(asking, config, sorted(found, sort), (row) => wire(row, asking), body);
  };
}

/** The body as JSON; undefined where it is none. */
function bodyOf({ body }: Ask): unknown {
  try {
    const parsed: unknown = JSON.parse(body === '' ? '{}' : body);
    return isBody(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Ties, and fields that no row has, keep the order of the list; `id` is the order in which rows came. */
function sorted(rows: readonly Row[], sortBy: string | undefined): readonly Row[] {
  if (sortBy === undefined) return rows;
  const field = sortBy.replace(/^-/, '');
  const sign = sortBy.startsWith('-') ? -1 : 1;
  const read = (row: Row): unknown =>
    field === 'id' ? row.at : valueAt({ ...row.facets, ...row.wire }, field);
  if (!rows.some((row) => read(row) !== undefined)) return rows;
  return [...rows].sort((a, b) => sign * order(read(a), read(b)));
}

/** Sizes over the largest are cut and sizes that make no sense are the standard, silently. */
function paged(
  asking: Asking,
  { sizes: [standard, most], link = pageLink, envelope = (page) => ({ ...page }) }: ListingConfig,
  rows: readonly Row[],
  wire: (row: Row) => WireItem,
  body: unknown,
): Reply {
  const { ask } = asking;
  const asked = wholeOf(valueOf(ask, 'page_size') ?? String(standard));
  const size = asked >= 1 ? Math.min(asked, most) : standard;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const number = valueOf(ask, 'page') === 'last' ? pages : wholeOf(valueOf(ask, 'page') ?? '1');
  if (!(number >= 1 && number <= pages)) return refuse(404, 'Invalid page.');
  const linkTo = (page: number) => (page < 1 || page > pages ? null : link(ask, page, size));
  const results = rows.slice((number - 1) * size, number * size).map(wire);
  const page = { count: rows.length, next: linkTo(number + 1), previous: linkTo(number - 1), results };
  return { status: 200, headers: {}, body: envelope(page, asking, body) };
}

/** Where a list lives, as its links spell it. */
export function addressOf(ask: Ask): string {
  return `${ask.origin}${ask.prefix}${ask.path}`;
}

function pageLink(ask: Ask, page: number): string {
  return `${addressOf(ask)}?page=${String(page)}`;
}

/** A link that has kept the page size. */
export function sizedLink(ask: Ask, page: number, size: number): string {
  return `${pageLink(ask, page)}&page_size=${String(size)}`;
}

/** An item cut down to the fields of `include_fields`, where any are named. */
export function picked(wire: WireItem, ask: Ask): WireItem {
  const fields = valueOf(ask, 'include_fields');
  if (fields === undefined) return wire;
  const wanted = fields.split(',').map((name) => name.trim());
  return Object.fromEntries(Object.entries(wire).filter(([name]) => wanted.includes(name)));
}

/** Whether something happened in the span of `start_time` and `end_time`, by default the last hour. */
export function inWindow({ at }: Row, { ask, nowMs }: Asking): boolean {
  const [start, end] = [instantOf(ask, 'start_time'), instantOf(ask, 'end_time')];
  return at >= (start ?? (end ?? nowMs) - 3_600_000) && at <= (end ?? Number.POSITIVE_INFINITY);
}

function instantOf(ask: Ask, name: string): number | undefined {
  const at = Date.parse((valueOf(ask, name) ?? '').replace(' ', 'T').replace(/(T[\d:.]+)$/, '$1Z'));
  return Number.isNaN(at) ? undefined : at;
}

/** Whether a row is of the environment that is asked for; the key's own is `prod`, on newer pages `production`. */
export function inEnvironment({ wire }: Row, { ask }: Asking): boolean {
  return environmentName(wire.environment) === environmentName(valueOf(ask, 'environment') ?? 'prod');
}

function environmentName(environment: unknown): unknown {
  return environment === 'production' ? 'prod' : environment;
}

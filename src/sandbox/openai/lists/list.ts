import { valueOf, valuesOf, wholeOf, type Ask, type Reply } from '../../http.js';
import type { Dice } from '../../random.js';
import type { ListNames, WireItem } from '../../types.js';
import { sizeOf } from '../../world.js';
import type { OpenAiData } from '../build.js';
import { refuse } from '../errors.js';
import { isObject } from '../../../../operators/internal/isObject.js';

/** How a list is paged: by `last_id`, by the id of its last item, by a `next` token, whole, or whole with a `next_page`. */
type Protocol = 'lastId' | 'itemId' | 'next' | 'none' | 'content';

/** What lists are made from: the records of the organization, and all other lists. */
export interface ListWorld {
  readonly data: OpenAiData;
  readonly seed: number;
  readonly scale: number;
  /** When the sandbox began: rows of the first day are older, inserted ones are not. */
  readonly start: number;
  now(): number;
  /** A list, oldest first. */
  rows(list: string, ...parents: readonly string[]): readonly WireItem[];
}

/** One place where a list is kept: below its parents. */
export interface Home {
  readonly world: ListWorld;
  readonly parents: readonly string[];
  /** The nearest parent, as its own list shows it; without members where there is none. */
  readonly parent: WireItem;
  /** Whether this is the home with the most rows: below the oldest parents. */
  readonly first: boolean;
  /** Whether the parent came after the sandbox began: it has nothing of its own yet. */
  readonly fresh: boolean;
  /** Nothing here is older. */
  readonly since: number;
  readonly dice: Dice;
}

/** One row and its place. */
export interface Placed extends Omit<Home, 'dice'> {
  /** The oldest is 0. */
  readonly number: number;
  /** How many there were on the first day. */
  readonly count: number;
  readonly at: number;
}

/** One row that is being made. */
export interface Making extends Placed {
  /** The row's own, so that a list that grows moves no other row. */
  readonly dice: Dice;
}

/** Chooses rows by the parameters of a request: undefined where they say nothing, a reply where they make no sense. */
type Filter = (ask: Ask) => ((item: WireItem) => boolean) | Reply | undefined;

/** One list of the vendor. */
export interface OpenAiList {
  /** As the endpoint of the library is named, without its provider. */
  readonly id: ListNames['openai'];
  /** Absent where the vendor lists no such thing: it is only the parent of other lists. */
  readonly path?: string;
  readonly protocol: Protocol;
  /** Standard, least and greatest page size. */
  readonly limits: readonly [number, number, number];
  /** The standard order by time. */
  readonly order: 'asc' | 'desc';
  /** The words for up and down, where `order` is a parameter. */
  readonly words?: readonly [string, string];
  /** Whether `before` is a parameter. */
  readonly before?: boolean;
  /** The `OpenAI-Beta` header that is asked for. */
  readonly beta?: string;
  /** The member that names an item. Default `id`. */
  readonly key?: string;
  /** The list whose items are the parents. */
  readonly below?: string;
  /** The homes, where the parents are no list of their own. */
  readonly homes?: (world: ListWorld) => readonly (readonly string[])[];
  readonly filters?: readonly Filter[];
  /** Another order than by time, where a parameter asks for it. */
  readonly sorted?: (ask: Ask, rows: readonly WireItem[]) => readonly WireItem[] | Reply;
  /** What is added to an item when it is shown, because it follows from other lists. */
  readonly shown?: (item: WireItem, world: ListWorld) => WireItem;
  readonly rows: Rows;
}

/** Where the rows of a list come from. */
export type Rows =
  /** Records that change by themselves; insert and remove know them by name. */
  | {
      readonly kind: 'live';
      readonly read: (world: ListWorld, parents: readonly string[]) => readonly WireItem[];
      /** The place of an item among those of the first day; undefined for one that came later. */
      readonly rank?: (world: ListWorld, id: string) => number | undefined;
    }
  /** Rows of this list alone. */
  | {
      readonly kind: 'made';
      readonly size: (home: Home) => number;
      readonly make: (making: Making) => WireItem;
    }
  /** Items of another list that belong here, too: users of a group, roles of a user. */
  | {
      readonly kind: 'joined';
      readonly of: string;
      readonly size: (home: Home) => number;
      readonly join: (item: WireItem, placed: Placed) => WireItem;
      /** Ids that must be among them. */
      readonly must?: (home: Home) => readonly string[];
      /** Whether even a parent that came later has them from its beginning. */
      readonly always?: boolean;
    };

export const UP_DOWN = ['asc', 'desc'] as const;

/** The oldest home has three pages of ten at any scale, or a minimum of its own; the others a handful or nothing. */
export const spread =
  (full: number, low = 0, high = 5, minimum?: number) =>
  ({ world, first, dice }: Home): number =>
    first ? sizeOf(full, world.scale, minimum) : dice.int(low, high);

/** So many rows at a scale, wherever the home. */
export const evenly =
  (full: number, minimum?: number) =>
  ({ world }: Home): number =>
    sizeOf(full, world.scale, minimum);

/** A member of an item as text; '' where it is none. */
export function textOf(item: WireItem | undefined, name = 'id'): string {
  const value = item?.[name];
  return typeof value === 'string' ? value : '';
}

/** When an item came to be, whatever its list calls it. */
export function timeOf(item: WireItem): number | undefined {
  const at = item['created_at'] ?? item['created'] ?? item['added_at'];
  return typeof at === 'number' ? at : undefined;
}

/** One of the rows, chosen by a number. */
export function nth(rows: readonly WireItem[], number: number): WireItem | undefined {
  return rows[number % Math.max(1, rows.length)];
}

/** Keeps items whose member has the value asked for. */
export const equalTo =
  (param: string, field: string, allowed?: readonly string[]): Filter =>
  (ask) => {
    const value = valueOf(ask, param);
    if (value === undefined) return undefined;
    if (allowed?.includes(value) === false) return refuse(400, `Invalid value: '${value}'.`, param);
    return (item) => item[field] === value;
  };

/** Keeps items of which something is among the values asked for. */
export const among =
  (param: string, read: (item: WireItem) => readonly unknown[], allowed?: readonly string[]): Filter =>
  (ask) => {
    const values = valuesOf(ask, param);
    const unknown = values.find((value) => allowed?.includes(value) === false);
    if (unknown !== undefined) return refuse(400, `Invalid value: '${unknown}'.`, param);
    return values.length === 0
      ? undefined
      : (item) => read(item).some((value) => values.includes(String(value)));
  };

/** Checks the values of an array parameter that changes nothing here. */
export const checked =
  (param: string, allowed: readonly string[]): Filter =>
  (ask) => {
    const unknown = valuesOf(ask, param).find((value) => !allowed.includes(value));
    return unknown === undefined ? undefined : refuse(400, `Invalid value: '${unknown}'.`, param);
  };

const COMPARE: Readonly<Record<string, (at: number, bound: number) => boolean>> = {
  gt: (at, bound) => at > bound,
  gte: (at, bound) => at >= bound,
  lt: (at, bound) => at < bound,
  lte: (at, bound) => at <= bound,
};

/** Keeps items whose time lies in `name[gt]`, `name[gte]`, `name[lt]`, `name[lte]`. */
export const within =
  (name: string): Filter =>
  (ask) => {
    const bounds = Object.keys(COMPARE).flatMap((word) => {
      const value = valueOf(ask, `${name}[${word}]`);
      return value === undefined ? [] : [[word, wholeOf(value)] as const];
    });
    const bad = bounds.find(([, bound]) => Number.isNaN(bound));
    if (bad !== undefined) return refuse(400, `Invalid value for '${name}[${bad[0]}]'.`, name);
    return (item) => bounds.every(([word, bound]) => COMPARE[word]?.(Number(item[name]), bound) === true);
  };

/** Keeps items with every `name[key]=value`; `name=null` keeps those without any. */
export const tagged =
  (name: string): Filter =>
  (ask) => {
    const pairs = ask.query.flatMap(([param, value]) => {
      const key = new RegExp(`^${name}\\[(.+)\\]$`).exec(param)?.[1];
      return key === undefined ? [] : [[key, value] as const];
    });
    if (valueOf(ask, name) === 'null') return (item) => Object.keys(tagsOf(item[name])).length === 0;
    return (item) => pairs.every(([key, value]) => tagsOf(item[name])[key] === value);
  };

function tagsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

import { diceOf } from '../random.js';
import type { WireItem } from '../types.js';
import { DAY } from '../world.js';
import { listOf, LISTS, type ListWorld, type OpenAiList } from './lists/index.js';
import { nth, textOf, timeOf, type Home, type Making, type Placed, type Rows } from './lists/list.js';

/** The rows of one list below one row of parents, oldest first. */
interface Shelf {
  readonly rows: WireItem[];
  /** The place of each row of the first day. */
  readonly ranks: ReadonlyMap<string, number>;
  /** How many were made here, those that are gone again included. */
  made: number;
}

type Made = Exclude<Rows, { readonly kind: 'live' }>;

/** The rows of all lists: each shelf is filled when it is first looked at, and changed in place from then on. */
export interface Shelves {
  rows(list: OpenAiList, parents: readonly string[]): readonly WireItem[];
  /** Every row of parents under which a list is kept, as those are listed. */
  homes(list: OpenAiList): readonly (readonly string[])[];
  /** Whether there is such a row of parents. */
  has(list: OpenAiList, parents: readonly string[]): boolean;
  /** Adds one row, made in another way where it is joined from an item of another list. */
  add(list: OpenAiList, parents: readonly string[], make?: (making: Making) => WireItem): WireItem;
  /** Takes a row out, and with it whatever was joined from it. */
  take(list: OpenAiList, parents: readonly string[], id: string): void;
  /** Takes out what other lists joined from an item. */
  part(list: string, id: string): void;
}

/** How long ago the first rows of a list without parents may be. */
const SPAN = 120 * DAY;

export const keyOf = (list: OpenAiList, item: WireItem | undefined): string => textOf(item, list.key ?? 'id');

/** Rows, which are kept oldest first, in the standard order of their list. */
export function inOrder(list: OpenAiList, rows: readonly WireItem[]): readonly WireItem[] {
  return list.order === 'asc' ? rows : [...rows].reverse();
}

type Rank = (list: OpenAiList, parents: readonly string[], id: string) => number | undefined;

/** The list whose items are the parents, and the parents of that one. */
function above(list: OpenAiList, parents: readonly string[]) {
  return list.below === undefined
    ? undefined
    : { list: listOf(list.below), rest: parents.slice(0, -1), id: parents.at(-1) ?? '' };
}

function homesOf(world: ListWorld, list: OpenAiList): readonly (readonly string[])[] {
  if (list.homes !== undefined) return list.homes(world);
  if (list.below === undefined) return [[]];
  const up = listOf(list.below);
  return homesOf(world, up).flatMap((home) =>
    inOrder(up, world.rows(up.id, ...home)).map((item) => [...home, keyOf(up, item)]),
  );
}

function parentOf(world: ListWorld, list: OpenAiList, parents: readonly string[]): WireItem | undefined {
  const up = above(list, parents);
  return up && world.rows(up.list.id, ...up.rest).find((item) => keyOf(up.list, item) === up.id);
}

function exists(world: ListWorld, list: OpenAiList, parents: readonly string[]): boolean {
  if (list.homes !== undefined) return list.homes(world).some(([only]) => only === parents[0]);
  const up = above(list, parents);
  return (
    up === undefined || (exists(world, up.list, up.rest) && parentOf(world, list, parents) !== undefined)
  );
}

/** Where every parent stood on the first day; undefined for one that came later. */
function placesOf(
  world: ListWorld,
  rank: Rank,
  list: OpenAiList,
  parents: readonly string[],
): readonly (number | undefined)[] {
  if (list.homes !== undefined) return [list.homes(world).findIndex(([only]) => only === parents[0])];
  const up = above(list, parents);
  return up === undefined ? [] : [...placesOf(world, rank, up.list, up.rest), rank(up.list, up.rest, up.id)];
}

function homeOf(world: ListWorld, rank: Rank, list: OpenAiList, parents: readonly string[]): Home {
  const parent = parentOf(world, list, parents);
  const places = placesOf(world, rank, list, parents);
  return {
    world,
    parents,
    parent: parent ?? {},
    first: places.every((place) => place === 0),
    fresh: places.includes(undefined),
    since: (parent && timeOf(parent)) ?? world.start - SPAN,
    dice: diceOf(world.seed, 'openai', list.id, ...parents),
  };
}

/** Empty shelves for a world. */
export function shelvesFor(world: ListWorld): Shelves {
  const kept = new Map<string, Shelf>();
  const rank: Rank = (list, parents, id) =>
    list.rows.kind === 'live' ? list.rows.rank?.(world, id) : shelf(list, parents).ranks.get(id);
  const shelf = (list: OpenAiList, parents: readonly string[]): Shelf => {
    const name = [list.id, ...parents].join('/');
    const found = kept.get(name);
    if (found !== undefined) return found;
    const rows = filled(list, homeOf(world, rank, list, parents));
    const ranks = new Map(rows.map((item, place) => [keyOf(list, item), place]));
    const made = { rows, ranks, made: rows.length };
    kept.set(name, made);
    return made;
  };
  return {
    homes: (list) => homesOf(world, list),
    has: (list, parents) => exists(world, list, parents),
    rows: (list, parents) =>
      list.rows.kind === 'live' ? list.rows.read(world, parents) : shelf(list, parents).rows,
    add: (list, parents, make) => {
      const { rows } = list;
      if (rows.kind === 'live') throw new Error(`openai ${list.id} is no shelf`);
      const on = shelf(list, parents);
      const home = homeOf(world, rank, list, parents);
      const making = makingOf(list, home, on.made, on.ranks.size);
      const item = (make ?? plain(rows))({ ...making, at: world.now() });
      on.rows.push(item);
      on.made += 1;
      return item;
    },
    take: (list, parents, id) => {
      drop(list, shelf(list, parents).rows, id);
    },
    part: (of, id) => {
      for (const list of LISTS) {
        if (list.rows.kind !== 'joined' || list.rows.of !== of) continue;
        for (const [name, { rows }] of kept) if (name.startsWith(`${list.id}/`)) drop(list, rows, id);
      }
    },
  };
}

function plain(rows: Made): (making: Making) => WireItem {
  if (rows.kind === 'joined') throw new Error('a joined row needs its item');
  return rows.make;
}

function drop(list: OpenAiList, rows: WireItem[], id: string): void {
  const at = rows.findIndex((item) => keyOf(list, item) === id);
  if (at >= 0) rows.splice(at, 1);
}

/** Rows are spread evenly over the time that their home had. */
function placed(home: Home, number: number, count: number): Placed {
  const { world, since } = home;
  const at = since + Math.floor((Math.max(0, world.start - since) * (number + 1)) / (count + 1));
  return { ...home, number, count, at };
}

function makingOf(list: OpenAiList, home: Home, number: number, count: number): Making {
  const dice = diceOf(home.world.seed, 'openai', list.id, ...home.parents, number);
  return { ...placed(home, number, count), dice };
}

function filled(list: OpenAiList, home: Home): WireItem[] {
  const { rows } = list;
  if (rows.kind === 'live' || (home.fresh && !(rows.kind === 'joined' && rows.always === true))) return [];
  if (rows.kind === 'made') {
    const count = rows.size(home);
    return Array.from({ length: count }, (_, number) => rows.make(makingOf(list, home, number, count)));
  }
  const items = chosen(rows, home);
  return items.map((item, number) => rows.join(item, placed(home, number, items.length)));
}

/** The items that must be there, and from the others so many as fit, in the order of their own list. */
function chosen(rows: Extract<Rows, { readonly kind: 'joined' }>, home: Home): readonly WireItem[] {
  const { world, parents, first, dice } = home;
  const source = listOf(rows.of);
  const all = world.rows(rows.of, ...(source.below === undefined ? [] : parents.slice(0, 1)));
  const wanted = new Set(rows.must?.(home));
  const size = Math.min(all.length, Math.max(wanted.size, rows.size(home)));
  const offset = first ? 0 : dice.int(0, Math.max(0, all.length - 1));
  for (let step = 0; wanted.size < size && step < all.length; step += 1) {
    wanted.add(keyOf(source, nth(all, offset + step)));
  }
  return all.filter((item) => wanted.has(keyOf(source, item)));
}

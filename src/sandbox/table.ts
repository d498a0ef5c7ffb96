import type { ProviderWorld } from './http.js';
import type { WireItem } from './types.js';

/** One item of a list, with what the server needs to know of it beside its wire form. */
export interface Row {
  /** Unique in its list. */
  readonly id: string;
  /** Milliseconds since 1970; orders the list. */
  readonly at: number;
  /** The item whose list this one is in. */
  readonly parent?: string;
  /** What filters may ask for and the wire does not show. */
  readonly facets?: WireItem;
  readonly wire: WireItem;
}

/** A list that the control can count, read and change. */
export interface Shelf {
  rows(): readonly Row[];
  insert(parent?: string): string;
  remove(id?: string, parent?: string): string | undefined;
}

/** A list that holds its rows itself. */
export interface Table extends Shelf {
  /** The rows of the start, whatever came or went since. */
  seeded(): readonly Row[];
  add(row: Row): string;
  /** Takes out every row that fits. */
  drop(fits: (row: Row) => boolean): void;
}

/** What a new row is made from. */
export interface Birth {
  /** 1 for the first row inserted, and so on. */
  readonly number: number;
  /** Now, or just after the newest row. */
  readonly at: number;
  readonly parent?: string | undefined;
}

/** How a table is filled, and what goes with its rows. */
export interface TableConfig {
  /** The rows of the start, in the order of the list; run when the list is first looked at. */
  readonly build: () => readonly Row[];
  readonly make: (birth: Birth) => Row;
  readonly nowMs: () => number;
  /** The end at which new rows appear. Default `head`: newest first. */
  readonly grows?: 'head' | 'tail';
  readonly inserted?: (row: Row) => void;
  readonly removed?: (row: Row) => void;
}

/** A list that is built when it is first looked at, so that a start costs nothing; what it is built from must not move. */
export function tableOf(config: TableConfig): Table {
  const { make, nowMs, grows = 'head', inserted, removed } = config;
  const seeded = once(config.build);
  const list = once(() => [...seeded()]);
  let made = 0;
  const add = (row: Row): string => {
    if (grows === 'head') list().unshift(row);
    else list().push(row);
    inserted?.(row);
    return row.id;
  };
  const drop = (fits: (row: Row) => boolean): void => {
    const gone = list().filter(fits);
    if (gone.length === 0) return;
    list().splice(0, list().length, ...list().filter((row) => !fits(row)));
    for (const row of gone) removed?.(row);
  };
  return {
    seeded,
    rows: list,
    add,
    drop,
    insert: (parent) => {
      made += 1;
      const newest = grows === 'head' ? list()[0] : list().at(-1);
      return add(make({ number: made, at: Math.max(nowMs(), (newest?.at ?? 0) + 1), parent }));
    },
    remove: (id, parent) => {
      const row = list().find((one) => (id === undefined || one.id === id) && within(one, parent));
      if (row === undefined) return undefined;
      drop((one) => one === row);
      return row.id;
    },
  };
}

function within(row: Row, parent: string | undefined): boolean {
  return parent === undefined || row.parent === parent;
}

/** Runs at the first call only. */
export function once<A>(run: () => A): () => A {
  let held: { readonly value: A } | undefined;
  return () => (held ??= { value: run() }).value;
}

/** A table that shows its rows with figures from elsewhere. */
export function showing(table: Table, rows: () => readonly Row[]): Shelf {
  return { ...table, rows };
}

/** The shelves behind lists, by the names of the lists. */
export function shelvesOf(
  lists: readonly { readonly list?: string; readonly shelf?: Shelf }[],
): Readonly<Record<string, Shelf>> {
  return Object.fromEntries(
    lists.flatMap(({ list, shelf }) => (list === undefined || shelf === undefined ? [] : [[list, shelf]])),
  );
}

/** The data of a provider whose lists are shelves by name. */
export function worldOf(
  shelves: Readonly<Record<string, Shelf>>,
  evolve: (tick: number) => void,
): ProviderWorld {
  const shelf = (list: string): Shelf => {
    const found = shelves[list];
    if (found === undefined) throw new Error(`the sandbox has no list ${list}`);
    return found;
  };
  return {
    evolve,
    counts: () => Object.fromEntries(Object.entries(shelves).map(([name, one]) => [name, one.rows().length])),
    items: (list) =>
      shelf(list)
        .rows()
        .map(({ wire }) => wire),
    insert: (list, parent) => shelf(list).insert(parent),
    remove: (list, id, parent) => shelf(list).remove(id, parent),
  };
}

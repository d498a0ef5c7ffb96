import type { TableQuery, Where } from '../queries.js';
import type { Table } from '../shapes.js';
import type { EntityClass } from '../store/entities.js';
import type { SourceChoice } from '../store/feeds.js';
import { numberOf } from '../sums/amounts.js';
import { Order, reorder, type Keys } from '../sums/order.js';
import type { Choice } from '../sums/pool.js';
import type { Rollup } from '../sums/rollup.js';
import { asOfOf, basisOf } from './basis.js';
import { leadCurrency } from './lead-currency.js';
import { DEFAULT_LIMIT } from './spend.js';
import type { Context, Frame, View } from './view.js';
import { listOf } from './choice.js';

/** What rows are sorted by. Undefined comes last, in either direction. */
export type SortValue = number | string | undefined;

/** What a table of one kind of entity is made of. */
export interface TableKind<R extends object> {
  readonly class: Extract<EntityClass, 'credential' | 'principal'>;
  readonly grouping: 'key' | 'principal';
  row(context: Context, rollup: Rollup, place: number): R | undefined;
  /** What an entity is sorted by, without making its row. */
  sortValue(context: Context, rollup: Rollup, place: number, column: string): SortValue;
  /** Texts of a row that words are looked for in. */
  texts(row: R): readonly (string | undefined)[];
  /** Values of a row that `where` compares with. */
  values(row: R, field: string): readonly string[];
  readonly defaultSort: string;
  /** Entities whose rows show something of another one: keys show their owner's name. */
  dependents(context: Context, place: number): Iterable<number>;
}

/** Which entities a viewer may see. */
export type PlaceFilter = (place: number) => boolean;

const wordsOf = (filter: string | undefined): readonly string[] =>
  (filter ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/** Whether every field has one of the values asked for. */
const matchesWhere = (where: Where, values: (field: string) => readonly string[]): boolean =>
  Object.entries(where).every(([field, wanted]) => {
    const own = values(field);
    return listOf(wanted).some((value) => own.includes(value));
  });

/** Rows of entities: filtered, sorted, and kept so from what changed. */
export class TableView<R extends object> implements View<Table<R>> {
  readonly #rollup: Rollup;
  /** The same by source, where cost is what rows are sorted by. */
  readonly #total: Rollup | undefined;
  readonly #order: Order;
  readonly #keys: SortValue[] = [];
  readonly #rows = new Map<number, R>();
  readonly #words: readonly string[];
  readonly #column: string;
  readonly #isDown: boolean;
  /** The currency that cost is sorted by. */
  #currency: string | undefined;
  readonly #sorting: Keys<SortValue> = {
    belongs: (place) => this.#belongs(place),
    keyOf: (place) => this.#keyOf(place),
    get: (place) => this.#keys[place],
    set: (place, key) => this.#setKey(place, key),
  };

  constructor(
    private readonly context: Context,
    private readonly kind: TableKind<R>,
    private readonly query: TableQuery,
    choice: Choice,
    private readonly mayShow: PlaceFilter,
    private readonly sources: SourceChoice | undefined,
  ) {
    const sort = query.sort ?? kind.defaultSort;
    this.#isDown = sort.startsWith('-');
    this.#column = this.#isDown ? sort.slice(1) : sort;
    this.#words = wordsOf(query.filter);
    const { window = '24h' } = query;
    this.#rollup = context.pool.take(kind.grouping, window, choice);
    if (this.#column === 'cost') this.#total = context.pool.take('source', window, choice);
    this.#order = new Order((a, b) => this.#compare(a, b));
    this.#fill();
  }

  dispose(): void {
    this.context.pool.release(this.#rollup);
    if (this.#total !== undefined) this.context.pool.release(this.#total);
  }

  #compare(a: number, b: number): number {
    const keyA = this.#keys[a];
    const keyB = this.#keys[b];
    if (keyA !== keyB) {
      if (keyA === undefined) return 1;
      if (keyB === undefined) return -1;
      return keyA < keyB === this.#isDown ? 1 : -1;
    }
    return this.context.store.entities.compare(a, b);
  }

  #keyOf(place: number): SortValue {
    if (this.#column === 'cost') return this.#costOf(place);
    // What a list gives as null is not there.
    return this.kind.sortValue(this.context, this.#rollup, place, this.#column) ?? undefined;
  }

  #costOf(place: number): number | undefined {
    const { store, rates } = this.context;
    const group = this.#rollup.find(place);
    if (group === undefined || this.#currency === undefined) return undefined;
    const source = store.entities.sourceOf(place);
    return numberOf(store, rates, this.#rollup.now, group, source, this.#currency);
  }

  #leadCurrency(): string | undefined {
    return this.#total === undefined ? undefined : leadCurrency(this.context, this.#rollup, this.#total);
  }

  #setKey(place: number, key: SortValue): void {
    // V8 keeps an array with a wide gap as a hash table.
    while (this.#keys.length < place) this.#keys.push(undefined);
    this.#keys[place] = key;
  }

  #fill(): void {
    const { entities, feeds } = this.context.store;
    this.#currency = this.#leadCurrency();
    const places: number[] = [];
    for (let source = 0; source < feeds.sources.length; source += 1)
      for (const place of entities.of(this.kind.class, source)) {
        if (!this.#belongs(place)) continue;
        this.#setKey(place, this.#keyOf(place));
        places.push(place);
      }
    this.#order.fill(places);
  }

  #belongs(place: number): boolean {
    const { entities } = this.context.store;
    if (entities.classOf(place) !== this.kind.class || !this.mayShow(place)) return false;
    const { where } = this.query;
    if (this.#words.length === 0 && where === undefined && entities.recordOf(place) !== undefined)
      return true;
    const row = this.#rowOf(place);
    return row !== undefined && this.#matches(row);
  }

  #matches(row: R): boolean {
    const { where } = this.query;
    if (where !== undefined && !matchesWhere(where, (field) => this.kind.values(row, field))) return false;
    if (this.#words.length === 0) return true;
    const text = this.kind.texts(row).join('\n').toLowerCase();
    return this.#words.every((word) => text.includes(word));
  }

  #rowOf(place: number): R | undefined {
    const cached = this.#rows.get(place);
    if (cached !== undefined) return cached;
    return this.kind.row(this.context, this.#rollup, place);
  }

  refresh(frame: Frame): boolean {
    const changed = this.#changed(frame);
    for (const place of changed) this.#rows.delete(place);
    const isSortedAnew = this.#leadCurrency() !== this.#currency;
    if (isSortedAnew) this.#fill();
    else {
      // A place given back may be another's by now, whose name puts it elsewhere among equals.
      for (const place of frame.retired) this.#order.remove(place);
      reorder(this.#order, changed, this.#sorting);
    }
    return changed.size > 0 || frame.coverage || isSortedAnew;
  }

  /** Entities whose rows may be others now. */
  #changed(frame: Frame): ReadonlySet<number> {
    const { entities } = this.context.store;
    const changed = new Set<number>();
    for (const place of frame.retired) changed.add(place);
    for (const place of frame.entities) {
      if (entities.classOf(place) === this.kind.class) changed.add(place);
      for (const dependent of this.kind.dependents(this.context, place)) changed.add(dependent);
    }
    for (const group of frame.groups(this.#rollup)) {
      const place = this.#rollup.places[group];
      if (place !== undefined && entities.classOf(place) === this.kind.class) changed.add(place);
    }
    return changed;
  }

  read(): Table<R> {
    const { offset = 0, limit = DEFAULT_LIMIT } = this.query;
    const rows: R[] = [];
    const shown = new Map<number, R>();
    for (const place of this.#order.slice(offset, limit)) {
      const row = this.#rowOf(place);
      if (row === undefined) continue;
      shown.set(place, row);
      rows.push(row);
    }
    this.#rows.clear();
    for (const [place, row] of shown) this.#rows.set(place, row);
    const types = this.kind.class === 'credential' ? (['credential'] as const) : (['principal'] as const);
    const basis = basisOf(this.context, types, this.#rollup.spans.now, this.sources);
    return {
      state: basis.isReady ? 'ready' : 'reading',
      rows,
      total: this.#order.size,
      ...asOfOf(basis),
      coverage: basis.coverage,
    };
  }
}

import type { Ask } from '../http.js';
import type { WireItem } from '../types.js';
import { byAge, type Desk, type Hint } from './make/desk.js';
import type { Refusal } from './errors.js';
import type { Environment, KeygenData, Stamped } from './records.js';
import type { WireConfig } from './wire.js';

/** What a request is answered from. */
interface View {
  readonly ask: Ask;
  readonly data: KeygenData;
  readonly wire: WireConfig;
  /** Whether nobody has signed in. */
  readonly anonymous: boolean;
  /** The environment the request is made in; null is the global one. */
  readonly environment: Environment | null;
}

/** The test of one filter; undefined where the request does not ask for it. */
export type Filter<A> = (view: View) => ((record: A) => boolean) | undefined;

/** All records of one type: how they are found, written, made and dropped. */
export interface Shelf<A extends Stamped> {
  /** The last path segment of the vendor's own list. */
  readonly segment: string;
  /** How the vendor's errors call one of them. */
  readonly noun: string;
  readonly all: (data: KeygenData) => readonly A[];
  readonly wire: (config: WireConfig, record: A) => WireItem;
  /** Makes a record, with what it needs, and puts it at the head of its list. */
  readonly add: (desk: Desk, hint: Hint) => A;
  /** Takes a record out, with what hangs on it. */
  readonly drop: (data: KeygenData, record: A) => void;
  /** What records below this one are made with. */
  readonly hint?: (record: A) => Hint;
  /** What a path may call a record beside its id. */
  readonly aliases?: (record: A) => readonly (string | null)[];
  /** All filters of the type; each list names those it takes. */
  readonly filters?: Readonly<Record<string, Filter<A>>>;
  /** Whether the type belongs to no environment, and so is the same in all. */
  readonly everywhere?: boolean;
  /** The records of one environment, where there are any. */
  readonly within?: (data: KeygenData, environment: Environment) => readonly A[];
  /** What somebody who has not signed in may see; absent: nothing, a token is needed. */
  readonly open?: (data: KeygenData) => (record: A) => boolean;
}

/** Where a list lives: in the account (with or without its name in the path), by the account's name only, or above it. */
export type Site = 'account' | 'named' | 'root';

/** A record of a list, written only when it is on the page. */
export interface Row {
  readonly id: string;
  readonly wire: () => WireItem;
}

/** One list endpoint. */
export interface List {
  /** The camel-case path: `webhookEndpoints`, `users.secondFactors`. */
  readonly name: string;
  /** The path with a star for the parent. */
  readonly path: string;
  readonly site: Site;
  /** What the links tell: everything, nothing about counts, or nothing at all. */
  readonly links: 'all' | 'uncounted' | 'none';
  readonly open: boolean;
  /** How the vendor's errors call the parent. */
  readonly parentNoun: string;
  /** Why a request is refused, beyond the rules that all lists have. */
  readonly refusal: (ask: Ask) => Refusal | undefined;
  /** The rows that a request may see, newest first; undefined where there is no such parent. */
  readonly rows: (view: View, parent?: string) => readonly Row[] | undefined;
  readonly count: (data: KeygenData) => number;
  /** Everything, below every parent. */
  readonly items: (data: KeygenData, wire: WireConfig) => readonly WireItem[];
  readonly insert: (desk: Desk, parent?: string) => string;
  readonly remove: (data: KeygenData, id?: string, parent?: string) => string | undefined;
}

/** What may be said about a list beside its records. */
interface ListForm {
  /** The filters of the type that this list takes. */
  readonly filters?: readonly string[];
  readonly site?: Site;
  readonly links?: List['links'];
  /** Whether this list of an open type may be read without a token. Default: as the type says. */
  readonly open?: boolean;
  readonly refusal?: (ask: Ask) => Refusal | undefined;
  /** The name of the last segment where it is not the type's own. */
  readonly segment?: string;
}

/** The vendor's own list of a type. */
export function top<A extends Stamped>(shelf: Shelf<A>, form: ListForm = {}): List {
  const segment = form.segment ?? shelf.segment;
  return {
    ...frame(shelf, form),
    name: camel(segment),
    path: `/${segment}`,
    parentNoun: '',
    rows: (view) => rowsIn(shelf, form, view, inEnvironment(shelf, view)),
    count: (data) => shelf.all(data).length,
    items: (data, wire) => shelf.all(data).map((record) => shelf.wire(wire, record)),
    insert: (desk) => shelf.add(desk, {}).id,
    remove: (data, id) => take(shelf, data, shelf.all(data), id),
  };
}

/** How the records below a parent are found: by what each of them belongs to, or from the parent. */
type Reach<P extends Stamped, A extends Stamped> =
  | { readonly by: (record: A) => readonly (string | undefined)[] }
  | { readonly from: (data: KeygenData) => (parent: P) => readonly A[] };

/** The list of a type below a record of another. */
export function below<P extends Stamped, A extends Stamped>(
  parents: Shelf<P>,
  shelf: Shelf<A>,
  reach: Reach<P, A>,
  form: ListForm = {},
): List {
  const segment = form.segment ?? shelf.segment;
  const find = (data: KeygenData, name: string): P | undefined =>
    parents.all(data).find((record) => record.id === name) ??
    parents.all(data).find((record) => parents.aliases?.(record).includes(name));
  const under = (data: KeygenData): ((parent: P) => readonly A[]) =>
    'from' in reach ? reach.from(data) : grouped(shelf.all(data), reach.by);
  return {
    ...frame(shelf, form),
    name: `${camel(parents.segment)}.${camel(segment)}`,
    path: `/${parents.segment}/*/${segment}`,
    parentNoun: parents.noun,
    rows: (view, name = '') => {
      const parent = find(view.data, name);
      if (parent === undefined) return undefined;
      return hidden(shelf, view) ? [] : rowsIn(shelf, form, view, under(view.data)(parent));
    },
    count: (data) => total(parents.all(data).map(under(data))),
    items: (data, wire) =>
      parents
        .all(data)
        .flatMap(under(data))
        .map((record) => shelf.wire(wire, record)),
    insert: (desk, name) => {
      const parent = name === undefined ? parents.all(desk.data)[0] : find(desk.data, name);
      if (parent === undefined) throw new Error(`the sandbox has no ${parents.noun} ${name ?? ''}`);
      return shelf.add(desk, parents.hint?.(parent) ?? {}).id;
    },
    remove: (data, id, name) => {
      const parent = name === undefined ? undefined : find(data, name);
      const records = (parent === undefined ? parents.all(data) : [parent]).flatMap(under(data));
      return take(shelf, data, records, id);
    },
  };
}

function frame<A extends Stamped>(shelf: Shelf<A>, form: ListForm) {
  const { site = 'account', links = 'all', open = shelf.open !== undefined } = form;
  return { site, links, open, refusal: form.refusal ?? ((): undefined => undefined) };
}

/** What a request's environment shows of a type: a shared one its own records and the global ones. */
function inEnvironment<A extends Stamped>(shelf: Shelf<A>, { data, environment }: View): readonly A[] {
  const own = environment === null ? [] : (shelf.within?.(data, environment) ?? []);
  const rest = hidden(shelf, { environment }) ? [] : shelf.all(data);
  return own.length === 0 ? rest : byAge([...own, ...rest]);
}

/** An isolated environment does not see the global one. */
function hidden<A extends Stamped>(shelf: Shelf<A>, { environment }: Pick<View, 'environment'>): boolean {
  return environment?.isolation === 'ISOLATED' && shelf.everywhere !== true;
}

function rowsIn<A extends Stamped>(
  shelf: Shelf<A>,
  { filters = [] }: ListForm,
  view: View,
  records: readonly A[],
): readonly Row[] {
  const tests = filters.map((name) => shelf.filters?.[name]?.(view)).filter((test) => test !== undefined);
  if (view.anonymous && shelf.open !== undefined) tests.push(shelf.open(view.data));
  return records
    .filter((record) => tests.every((test) => test(record)))
    .map((record) => ({ id: record.id, wire: () => shelf.wire(view.wire, record) }));
}

function take<A extends Stamped>(
  shelf: Shelf<A>,
  data: KeygenData,
  records: readonly A[],
  id?: string,
): string | undefined {
  const found = id === undefined ? records[0] : records.find((record) => record.id === id);
  if (found !== undefined) shelf.drop(data, found);
  return found?.id;
}

/** Records by the ids of what they belong to. */
export function grouped<A>(
  records: readonly A[],
  by: (record: A) => readonly (string | undefined)[],
): (parent: { readonly id: string }) => readonly A[] {
  const groups = new Map<string, A[]>();
  for (const record of records) {
    for (const id of by(record)) {
      if (id === undefined) continue;
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [record]);
      else group.push(record);
    }
  }
  return ({ id }) => groups.get(id) ?? [];
}

function total(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((sum, { length }) => sum + length, 0);
}

/** A path segment as a name: `second-factors` becomes `secondFactors`. */
function camel(segment: string): string {
  return segment.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A property of an object: what it may be, told when asked, because schemas may contain themselves. */
export interface FlatField {
  readonly required: boolean;
  readonly of: () => Flat;
}

/**
 * What a value may be, unions made flat: the common ground of a schema and a codec. An object of any of several kinds has
 * the fields of all of them, and only what all kinds require is required.
 */
export interface Flat {
  /** Words for the types beside null; `anything` outweighs the others. */
  readonly types: ReadonlySet<string>;
  readonly nullable: boolean;
  /** Texts that are named. */
  readonly values: readonly string[];
  /** Of an object; undefined where nothing is said about them. */
  readonly fields: ReadonlyMap<string, FlatField> | undefined;
  /** Elements of an array. */
  readonly item: (() => Flat) | undefined;
  /** Values of an object with keys of any name. */
  readonly entry: (() => Flat) | undefined;
  /** The kinds that were made flat, where a field tells them apart. */
  readonly kinds: Kinds | undefined;
}

/** The kinds of a union, and the name of the field that tells them apart. */
interface Kinds {
  readonly by: string;
  readonly each: readonly Flat[];
}

/** Nothing is said about the value. */
export const ANYTHING: Flat = {
  types: new Set(['anything']),
  nullable: true,
  values: [],
  fields: undefined,
  item: undefined,
  entry: undefined,
  kinds: undefined,
};

/** Returns a value of one or more types, without more detail than what is given. */
export const flat = (types: readonly string[], detail: Partial<Flat> = {}): Flat => ({
  ...ANYTHING,
  types: new Set(types),
  nullable: false,
  ...detail,
});

/** Returns the one kind that a value of the telling field names, where one does. */
export const kindOf = ({ kinds }: Flat, value: (field: string) => string | undefined): Flat | undefined => {
  const wanted = kinds === undefined ? undefined : value(kinds.by);
  return wanted === undefined
    ? undefined
    : kinds?.each.find(({ fields }) => fields?.get(kinds.by)?.of().values.includes(wanted));
};

/** Null and nothing else. */
export const NULL = flat([], { nullable: true });

export const isAnything = ({ types }: Flat): boolean => types.has('anything');

const joined =
  (join: (a: Flat, b: Flat) => Flat) =>
  (a: (() => Flat) | undefined, b: (() => Flat) | undefined): (() => Flat) | undefined =>
    a === undefined || b === undefined ? (a ?? b) : () => join(a(), b());

const fieldsOf = (
  join: (a: Flat, b: Flat) => Flat,
  required: (a: boolean, b: boolean) => boolean,
  a: Flat['fields'],
  b: Flat['fields'],
): Flat['fields'] => {
  if (a === undefined && b === undefined) return undefined;
  const names = new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])]);
  return new Map(
    [...names].map((name) => {
      const [left, right] = [a?.get(name), b?.get(name)];
      const of = joined(join)(left?.of, right?.of) ?? (() => ANYTHING);
      return [name, { of, required: required(left?.required ?? false, right?.required ?? false) }];
    }),
  );
};

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

const isObject = ({ types }: Flat): boolean => types.has('object');

/** Returns what is one or the other. */
export const either = (a: Flat, b: Flat): Flat => {
  // A field is required of the kinds that are objects: the others have none.
  const required = (left: boolean, right: boolean): boolean =>
    isObject(a) && isObject(b) ? left && right : left || right;
  return {
    types: new Set([...a.types, ...b.types]),
    nullable: a.nullable || b.nullable,
    values: unique([...a.values, ...b.values]),
    fields: fieldsOf(either, required, a.fields, b.fields),
    item: joined(either)(a.item, b.item),
    entry: joined(either)(a.entry, b.entry),
    kinds: undefined,
  };
};

/** Returns what is both at once. */
export const both = (a: Flat, b: Flat): Flat => {
  const [narrow, wide] = isAnything(a) ? [b, a] : [a, b];
  return {
    types: narrow.types,
    nullable: a.nullable && b.nullable,
    values: unique([...narrow.values, ...wide.values]),
    fields: fieldsOf(both, (left, right) => left || right, a.fields, b.fields),
    item: joined(both)(a.item, b.item),
    entry: joined(both)(a.entry, b.entry),
    kinds: isAnything(wide) ? narrow.kinds : undefined,
  };
};

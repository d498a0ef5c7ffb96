import type * as t from 'io-ts';
import { ANYTHING, flat, isAnything, kindOf, type Flat, type FlatField } from './flat.js';
import { flatCodec } from './flat-codec.js';
import { flatSchema } from './flat-schema.js';

/** One thing that a document and a codec do not say alike. */
export interface Difference {
  /** Where: `[]` is an element of an array, `*` a value of an object with keys of any name; empty for the item itself. */
  readonly path: string;
  readonly what: string;
}

const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const wordsOf = ({ types }: Flat): string => [...types].sort().join(' or ');

const without = (values: readonly string[], known: readonly string[]): string =>
  values
    .filter((value) => !known.includes(value))
    .sort()
    .join(', ');

const ofNull = (document: Flat, codec: Flat): readonly string[] => {
  if (document.nullable === codec.nullable) return [];
  return [
    document.nullable ? 'null in the document, not in the codec' : 'null in the codec, not in the document',
  ];
};

const ofTypes = (document: Flat, codec: Flat): readonly string[] => {
  const [expected, found] = [wordsOf(document), wordsOf(codec)];
  return expected === found ? [] : [`type ${expected} in the document, ${found} in the codec`];
};

const ofValues = (document: Flat, codec: Flat): readonly string[] => {
  const unnamed = without(document.values, codec.values);
  const invented = without(codec.values, document.values);
  return [
    ...(unnamed === '' ? [] : [`the codec does not name ${unnamed}`]),
    ...(invented === '' ? [] : [`the document does not name ${invented}`]),
  ];
};

const ofField = (
  document: FlatField | undefined,
  codec: FlatField | undefined,
  path: string,
): readonly Difference[] => {
  if (codec === undefined) return [{ path, what: 'missing in the codec' }];
  if (document === undefined) return [{ path, what: 'not in the document' }];
  const presence = document.required
    ? 'required in the document, optional in the codec'
    : 'required in the codec, optional in the document';
  return [
    ...(document.required === codec.required ? [] : [{ path, what: presence }]),
    ...between(document.of(), codec.of(), path),
  ];
};

const ofFields = (
  document: Flat['fields'] & object,
  codec: Flat['fields'] & object,
  path: string,
): readonly Difference[] => {
  const names = [...new Set([...document.keys(), ...codec.keys()])];
  return names.flatMap((name) => ofField(document.get(name), codec.get(name), under(path, name)));
};

const ofObjects = (document: Flat, codec: Flat, path: string): readonly Difference[] => {
  if (!document.types.has('object') || !codec.types.has('object')) return [];
  const { fields = new Map<string, FlatField>(), entry } = document;
  if (codec.fields === undefined && codec.entry === undefined) {
    const more = fields.size > 0 || (entry !== undefined && !isAnything(entry()));
    return more ? [{ path, what: 'left open' }] : [];
  }
  const entries = between(entry?.() ?? ANYTHING, codec.entry?.() ?? ANYTHING, under(path, '*'));
  return [...ofFields(fields, codec.fields ?? new Map<string, FlatField>(), path), ...entries];
};

const ofArrays = (document: Flat, codec: Flat, path: string): readonly Difference[] =>
  document.types.has('array') && codec.types.has('array')
    ? between(document.item?.() ?? ANYTHING, codec.item?.() ?? ANYTHING, `${path}[]`)
    : [];

/** Where nothing is said, nothing is said about null either. */
const nothingSaid = ({ nullable }: Flat): Flat => ({ ...flat(['anything']), nullable });

/** A document may give all kinds where a codec is for one of them, which it names. */
const ofOneKind = (document: Flat, codec: Flat): Flat => {
  const named = (field: string): string | undefined => {
    const { values = [] } = codec.fields?.get(field)?.of() ?? {};
    return values.length === 1 ? values[0] : undefined;
  };
  return kindOf(document, named) ?? document;
};

/** Lists what two views of one value do not say alike. */
export const between = (document: Flat, codec: Flat, path: string): readonly Difference[] => {
  if (isAnything(codec)) return isAnything(document) ? [] : [{ path, what: 'left open' }];
  const said = isAnything(document) ? nothingSaid(codec) : ofOneKind(document, codec);
  const here = [...ofNull(said, codec), ...ofTypes(said, codec), ...ofValues(said, codec)];
  return [
    ...here.map((what) => ({ path, what })),
    ...ofObjects(said, codec, path),
    ...ofArrays(said, codec, path),
  ];
};

/** Lists what a schema of a document and a codec do not say alike, as lines `path: what`. */
export const compare = (
  schema: Readonly<Record<string, unknown>>,
  codec: t.Mixed,
  document: Readonly<Record<string, unknown>> = {},
): readonly string[] =>
  between(flatSchema(document, schema), flatCodec(codec), '').map(({ path, what }) => `${path}: ${what}`);

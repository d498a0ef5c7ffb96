import * as t from 'io-ts';
import {
  AnyOf,
  List,
  Nullable,
  OpenEnumOf,
  RecordOf,
  Shape,
  anyId,
  decimal,
  int,
  isoTime,
  isoTimeMs,
  jsonObject,
  num,
  secretString,
  unixSeconds,
  type Members,
} from '../../src/codec/index.js';
import { ANYTHING, NULL, either, flat, type Flat, type FlatField } from './flat.js';

const LEAVES: ReadonlyMap<t.Mixed, Flat> = new Map<t.Mixed, Flat>([
  [t.unknown, ANYTHING],
  [t.null, NULL],
  [t.string, flat(['string'])],
  [t.boolean, flat(['boolean'])],
  [int, flat(['integer'])],
  [anyId, flat(['integer', 'string'])],
  [num, flat(['number'])],
  [decimal, flat(['number', 'string'])],
  [unixSeconds, flat(['Unix time'])],
  [isoTime, flat(['ISO time'])],
  [isoTimeMs, flat(['ISO time'])],
  [secretString, flat(['string'])],
  [jsonObject, flat(['object'])],
]);

const fieldsOf = (codecs: Readonly<Record<string, t.Mixed>>, required: boolean): [string, FlatField][] =>
  Object.entries(codecs).map(([name, codec]) => [name, { required, of: () => flatCodec(codec) }]);

/** Returns what a codec accepts. */
export const flatCodec = (codec: t.Mixed): Flat => {
  const leaf = LEAVES.get(codec);
  if (leaf !== undefined) return leaf;
  if (codec instanceof Nullable) return either(flatCodec(codec.inner as t.Mixed), NULL);
  if (codec instanceof OpenEnumOf) return flat(['string'], { values: codec.known as readonly string[] });
  if (codec instanceof List) return flat(['array'], { item: () => flatCodec(codec.item as t.Mixed) });
  if (codec instanceof RecordOf) return flat(['object'], { entry: () => flatCodec(codec.value as t.Mixed) });
  if (codec instanceof AnyOf) return (codec as AnyOf<Members>).members.map(flatCodec).reduce(either);
  if (codec instanceof t.UnionType) return (codec.types as readonly t.Mixed[]).map(flatCodec).reduce(either);
  if (codec instanceof Shape) {
    const { required, optional } = codec as Shape<Record<string, t.Mixed>, Record<string, t.Mixed>>;
    return flat(['object'], {
      fields: new Map([...fieldsOf(required, true), ...fieldsOf(optional, false)]),
    });
  }
  throw new Error(`what ${codec.name} accepts is not known here`);
};

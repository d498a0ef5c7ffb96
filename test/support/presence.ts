import * as t from 'io-ts';

import { isRecord } from '../../operators/internal/isObject.js';
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
  type Fields,
  type Members,
} from '../../src/codec/index.js';
import { refuses } from './codec-laws.js';

type Json = Record<string, unknown>;

const INSTANT = '2026-01-01T00:00:00Z';

const LEAVES: ReadonlyMap<t.Mixed, unknown> = new Map<t.Mixed, unknown>([
  [t.string, 'x'],
  [t.boolean, true],
  [t.unknown, 'x'],
  [jsonObject, {}],
  [int, 1],
  [anyId, 'x'],
  [num, 1],
  [decimal, 1],
  [secretString, 'x'],
  [unixSeconds, 1],
  [isoTime, INSTANT],
  [isoTimeMs, INSTANT],
]);

/** The member of a union that is looked into: an object where there is one. */
const chosen = (members: readonly t.Mixed[]): t.Mixed =>
  members.find((member) => member instanceof Shape) ?? members[0] ?? t.unknown;

/** What a codec is made of, where null and lists are but its outside. */
const inside = (codec: t.Mixed): t.Mixed => {
  if (codec instanceof Nullable) return inside(codec.inner as t.Mixed);
  if (codec instanceof AnyOf) return inside(chosen((codec as AnyOf<Members>).members));
  return codec instanceof t.UnionType ? inside(chosen(codec.types as readonly t.Mixed[])) : codec;
};

const fieldsOf = (codec: t.Mixed): Fields =>
  codec instanceof Shape ? { ...(codec.required as Fields), ...(codec.optional as Fields) } : {};

/** A wire value with every named field, each list with one element. */
const fullOf = (codec: t.Mixed): unknown => {
  const inner = inside(codec);
  if (LEAVES.has(inner)) return structuredClone(LEAVES.get(inner));
  if (inner instanceof OpenEnumOf) return (inner.known as readonly string[])[0];
  if (inner instanceof List) return [fullOf(inner.item as t.Mixed)];
  if (inner instanceof RecordOf) return { key: fullOf(inner.value as t.Mixed) };
  if (inner instanceof Shape)
    return Object.fromEntries(Object.entries(fieldsOf(inner)).map(([name, field]) => [name, fullOf(field)]));
  throw new Error(`no value is known for ${codec.name}`);
};

/** Whether a codec refuses a value in which one field is another one, or gone. */
const refusesWith = (root: t.Mixed, whole: unknown, holder: Json, name: string, by: unknown): boolean => {
  const before = holder[name];
  if (by === undefined) Reflect.deleteProperty(holder, name);
  else holder[name] = by;
  const refused = refuses(root, structuredClone(whole));
  holder[name] = before;
  return refused;
};

const signOf = (onNull: boolean, onAbsence: boolean): string | undefined => {
  if (onAbsence) return onNull ? '' : '|null';
  return onNull ? '|absent' : undefined;
};

/**
 * Returns the fields, at every depth, without which a codec refuses a value that has all of them: `id` must be there and not
 * be null, `id|null` may be null, `id|absent` may be absent only. What is not listed may be null or absent.
 */
export const insistsOn = (root: t.Mixed): readonly string[] => {
  const whole = fullOf(root);
  const found: string[] = [];
  const look = (codec: t.Mixed, value: unknown, path: string): void => {
    const inner = inside(codec);
    if (inner instanceof List && Array.isArray(value))
      look(inner.item as t.Mixed, (value as readonly unknown[])[0], `${path}[]`);
    if (inner instanceof RecordOf && isRecord(value)) look(inner.value as t.Mixed, value['key'], `${path}.*`);
    if (!isRecord(value)) return;
    for (const [name, field] of Object.entries(fieldsOf(inner))) {
      const place = path === '' ? name : `${path}.${name}`;
      const sign = signOf(
        refusesWith(root, whole, value, name, null),
        refusesWith(root, whole, value, name, undefined),
      );
      if (sign !== undefined) found.push(`${place}${sign}`);
      look(field, value[name], place);
    }
  };
  look(root, whole, '');
  return found;
};

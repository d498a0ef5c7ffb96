import type * as t from 'io-ts';

import { isRecord } from '../../operators/internal/isObject.js';
import { AnyOf } from './any-of.js';
import type { Members } from './any-of.js';
import { List } from './list.js';
import { Nullable } from './option.js';
import { RecordOf } from './record.js';
import { Shape } from './shape.js';

/** Called for each field that a codec does not name: where it is, and what is there. */
export type FoundField = (path: string, value: unknown) => void;

/** Looks through a wire value for fields that a codec does not name. */
export type FieldScan = (value: unknown, found: FoundField) => void;

/**
 * Returns a scan for the fields of a wire value that a codec made of shapes, lists, records, nullables and forms does not name.
 * Indexes read `[]` and keys of records `*`, so that a path is one place of the codec. What the codec leaves open
 * (`jsonObject`, `t.unknown`, a codec from elsewhere) is not looked into; undefined where there is nothing to look at.
 *
 * @param codec the codec whose names are known
 * @param path what the paths begin with. Default: empty.
 *
 * @example
 * const scan = codec.unknownFields(codec.shape('Key', { id: t.string }));
 * scan?.({ id: 'k', tier: 2 }, (path, value) => console.log(path, value));
 * // tier 2
 */
export const unknownFields = (codec: t.Mixed, path = ''): FieldScan | undefined => {
  if (codec instanceof Nullable) return unknownFields(codec.inner as t.Mixed, path);
  if (codec instanceof List) return inList(unknownFields(codec.item as t.Mixed, `${path}[]`));
  if (codec instanceof RecordOf) return inRecord(unknownFields(codec.value as t.Mixed, under(path, '*')));
  if (codec instanceof AnyOf) return inOneOf((codec as AnyOf<Members>).members, path);
  return codec instanceof Shape ? inShape(codec as AnyShape, path) : undefined;
};

// A field that one form of object does not name may be what another form is open for.
const inOneOf = (members: Members, path: string): FieldScan | undefined => {
  const [first, ...more] = members.flatMap((member) => unknownFields(member, path) ?? []);
  const isOpen = members.some((member) => !(member instanceof Shape) && member.is({}));
  return more.length === 0 && !isOpen ? first : undefined;
};

type AnyShape = Shape<Record<string, t.Mixed>, Record<string, t.Mixed>>;

const under = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const inList = (scan: FieldScan | undefined): FieldScan | undefined =>
  scan === undefined
    ? undefined
    : (value, found) => {
        if (!Array.isArray(value)) return;
        for (const element of value as readonly unknown[]) scan(element, found);
      };

const inRecord = (scan: FieldScan | undefined): FieldScan | undefined =>
  scan === undefined
    ? undefined
    : (value, found) => {
        if (!isRecord(value)) return;
        for (const element of Object.values(value)) scan(element, found);
      };

const inShape = ({ required, optional }: AnyShape, path: string): FieldScan => {
  const fields = Object.entries({ ...required, ...optional });
  const scans = new Map(fields.map(([key, codec]) => [key, unknownFields(codec, under(path, key))]));
  return (value, found) => {
    if (!isRecord(value)) return;
    for (const key of Object.keys(value)) {
      const scan = scans.get(key);
      if (scan !== undefined) scan(value[key], found);
      else if (!scans.has(key)) found(under(path, key), value[key]);
    }
  };
};

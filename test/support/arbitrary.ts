import fc from 'fast-check';
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
} from '../../src/codec/index.js';
import type { Fields, Members } from '../../src/codec/index.js';
import { MASK } from '../../src/http/secret.js';
import { spelledTime } from './iso-spelling.js';

/** How the wire forms of a codec are made. */
interface WireConfig {
  /**
   * True: every value stands as the codec itself would write it, secrets masked. False: secrets are any text, timestamps
   * come in every accepted spelling. Default: true.
   */
  readonly canonical?: boolean;
  /** True: every documented property is there. Default: false, optional ones come and go. */
  readonly whole?: boolean;
}

/** Returns an arbitrary of what a codec decodes, derived from the codec; every object may have unknown properties. */
export const wireOf = (codec: t.Mixed, config: WireConfig = {}): fc.Arbitrary<unknown> => {
  const leaf = leaves(config.canonical ?? true).get(codec);
  return leaf ?? compound(codec, config);
};

/** Returns an arbitrary of any JSON value without keys named `__proto__`. */
const json = (): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.integer()),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key(), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).value;

const compound = (codec: t.Mixed, config: WireConfig): fc.Arbitrary<unknown> => {
  if (codec instanceof Nullable) {
    return fc.option(wireOf(codec.inner as t.Mixed, config), { nil: null });
  }
  if (codec instanceof OpenEnumOf) {
    return fc.oneof(fc.constantFrom(...(codec.known as readonly string[])), fc.string());
  }
  if (codec instanceof List) {
    return fc.array(wireOf(codec.item as t.Mixed, config), { maxLength: 3 });
  }
  if (codec instanceof RecordOf) {
    return fc.dictionary(key(), wireOf(codec.value as t.Mixed, config), {
      maxKeys: 3,
      noNullPrototype: true,
    });
  }
  if (codec instanceof Shape) {
    return objectOf(codec.required as Fields, codec.optional as Fields, config);
  }
  if (codec instanceof AnyOf) {
    return fc.oneof(...(codec as AnyOf<Members>).members.map((member) => wireOf(member, config)));
  }
  if (codec instanceof t.UnionType) {
    return fc.oneof(...(codec.types as readonly t.Mixed[]).map((member) => wireOf(member, config)));
  }
  throw new Error(`no arbitrary for ${codec.name}`);
};

const objectOf = (required: Fields, optional: Fields, config: WireConfig): fc.Arbitrary<unknown> => {
  const known = Object.entries({ ...required, ...optional });
  const model = Object.fromEntries(known.map(([name, codec]) => [name, wireOf(codec, config)]));
  const documented =
    config.whole === true
      ? fc.record(model, { noNullPrototype: true })
      : fc.record(model, { requiredKeys: Object.keys(required), noNullPrototype: true });
  const unknown = fc.dictionary(
    key().map((name) => `x_${name}`),
    json(),
    { maxKeys: 2, noNullPrototype: true },
  );
  return fc.tuple(unknown, documented).map(([rest, object]) => ({ ...rest, ...object }));
};

const key = (): fc.Arbitrary<string> => fc.string({ maxLength: 8 }).filter((name) => name !== '__proto__');

const leaves = (canonical: boolean): ReadonlyMap<t.Mixed, fc.Arbitrary<unknown>> =>
  new Map<t.Mixed, fc.Arbitrary<unknown>>([
    [t.string, fc.string()],
    [t.boolean, fc.boolean()],
    [t.unknown, json()],
    [jsonObject, fc.dictionary(key(), json(), { maxKeys: 3, noNullPrototype: true })],
    [int, fc.maxSafeInteger()],
    [anyId, fc.oneof(fc.maxSafeInteger(), fc.string())],
    [num, finite()],
    [decimal, fc.oneof(finite(), decimalText())],
    [secretString, canonical ? fc.constant(MASK) : fc.string()],
    [unixSeconds, fc.integer({ min: -8.64e12, max: 8.64e12 })],
    [isoTime, canonical ? seconds().map(plain) : spelled()],
    [isoTimeMs, canonical ? millis().map((ms) => new Date(ms).toISOString()) : spelled()],
  ]);

const finite = (): fc.Arbitrary<number> =>
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));

const decimalText = (): fc.Arbitrary<string> =>
  fc.tuple(fc.maxSafeNat(), fc.maxSafeNat()).map(([whole, part]) => `${String(whole)}.${String(part)}`);

const FIRST_MS = -62_167_219_200_000 + 86_400_000;
const LAST_MS = 253_402_300_799_999 - 86_400_000;

const millis = (): fc.Arbitrary<number> => fc.integer({ min: FIRST_MS, max: LAST_MS });
const seconds = (): fc.Arbitrary<number> => millis().map((ms) => Math.floor(ms / 1000) * 1000);
const plain = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

const spelled = (): fc.Arbitrary<string> => spelledTime().map(({ text }) => text);

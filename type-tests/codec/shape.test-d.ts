import * as t from 'io-ts';
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';

import {
  anyId,
  anyOf,
  decimal,
  int,
  isoTime,
  list,
  nullable,
  nullish,
  openEnum,
  record,
  secretString,
  shape,
  unixSeconds,
} from '../../src/codec/index.js';
import type { OpenEnum } from '../../src/codec/index.js';
import type { Secret } from '../../src/http/secret.js';

const item = shape(
  'Item',
  {
    id: t.string,
    at: unixSeconds,
    used: nullable(isoTime),
    counts: record(int),
  },
  {
    key: secretString,
    status: openEnum('on', 'off'),
    owner: shape('Owner', { name: t.string }),
    tags: list(t.string),
    cost: nullable(decimal),
  },
);

// One flat object type, optional properties without undefined.
expectType<{
  readonly id: string;
  readonly at: Date;
  readonly used: Date | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly key?: Secret<string>;
  readonly status?: OpenEnum<'on' | 'off'>;
  readonly owner?: { readonly name: string };
  readonly tags?: readonly string[];
  readonly cost?: number | string | null;
}>({} as t.TypeOf<typeof item>);

// The wire form: dates as they are sent, secrets as their mask.
expectType<{
  readonly id: string;
  readonly at: number;
  readonly used: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly key?: string;
  readonly status?: OpenEnum<'on' | 'off'>;
  readonly owner?: { readonly name: string };
  readonly tags?: readonly string[];
  readonly cost?: number | string | null;
}>({} as t.OutputOf<typeof item>);

// An open enum offers its values and takes any other string.
expectAssignable<OpenEnum<'on' | 'off'>>('on');
expectAssignable<OpenEnum<'on' | 'off'>>('standby');
expectNotAssignable<OpenEnum<'on' | 'off'>>(1);

// Null is no value of an optional property, unless it is allowed.
const base = { id: 'a', at: new Date(0), used: null, counts: {} };
expectAssignable<t.TypeOf<typeof item>>(base);
expectAssignable<t.TypeOf<typeof item>>({ ...base, cost: null });
expectNotAssignable<t.TypeOf<typeof item>>({ ...base, owner: null });
expectNotAssignable<t.TypeOf<typeof item>>({ ...base, at: 0 });

// A secret is no string.
expectNotAssignable<t.TypeOf<typeof item>>({ ...base, key: 'sk-1' });

// A shape is a codec like any other.
expectAssignable<t.Type<{ readonly id: string }, { readonly id: string }>>(shape('Id', { id: t.string }));
expectError(shape('Id', { id: 'string' }));
expectError(shape({ id: t.string }));

// What is nullish may be null or absent, and nothing else.
const loose = shape(
  'Loose',
  { id: anyId },
  nullish({ at: isoTime, owner: anyOf(item, t.string), key: secretString }),
);
expectType<{
  readonly id: string | number;
  readonly at?: Date | null;
  readonly owner?: t.TypeOf<typeof item> | string | null;
  readonly key?: Secret<string> | null;
}>({} as t.TypeOf<typeof loose>);
expectType<{
  readonly id: string | number;
  readonly at?: string | null;
  readonly owner?: t.OutputOf<typeof item> | string | null;
  readonly key?: string | null;
}>({} as t.OutputOf<typeof loose>);
expectError(nullish({ at: 'time' }));
expectError(anyOf(t.string));

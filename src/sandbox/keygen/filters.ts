import { valueOf, valuesOf } from '../http.js';
import type { Filter } from './list.js';
import type { Ref } from './records.js';

/** What a record answers to. */
type Values<A> = (record: A) => readonly (string | null | undefined)[];

/** The parameter must be one of a record's own values. */
export function equal<A>(name: string, values: Values<A>): Filter<A> {
  return one(name, (asked) => (record) => values(record).includes(asked));
}

/** As `equal`; a blank parameter asks for the records that have no value. */
export function equalOrBlank<A>(name: string, values: Values<A>): Filter<A> {
  return one(
    name,
    (asked) => (record) =>
      asked === '' ? values(record).every((value) => value == null) : values(record).includes(asked),
  );
}

/** The parameter is read once, then looked at in every record. */
export function one<A>(
  name: string,
  test: (asked: string, now: number) => (record: A) => boolean,
): Filter<A> {
  return ({ ask, wire }) => {
    const asked = valueOf(ask, name);
    return asked === undefined ? undefined : test(asked, wire.now);
  };
}

/** A boolean; what is neither true nor false finds nothing. */
export function flag<A>(name: string, value: (record: A, now: number) => boolean): Filter<A> {
  return one(name, (asked, now) => (record) => {
    const wanted = /^(true|1)$/i.test(asked) ? true : /^(false|0)$/i.test(asked) ? false : undefined;
    return value(record, now) === wanted;
  });
}

/** An array parameter that names some of the values; without it, the usual ones. */
export function among<A>(
  name: string,
  value: (record: A) => string,
  usual: readonly string[] = [],
): Filter<A> {
  return ({ ask }) => {
    const asked = valuesOf(ask, name);
    const wanted = new Set(asked.length === 0 ? usual : asked);
    return wanted.size === 0 ? undefined : (record) => wanted.has(value(record));
  };
}

/** Several filters under one name; all that are asked for must hold. */
export function all<A>(...filters: readonly Filter<A>[]): Filter<A> {
  return (view) => {
    const tests = filters.map((filter) => filter(view)).filter((test) => test !== undefined);
    return tests.length === 0 ? undefined : (record) => tests.every((test) => test(record));
  };
}

/** `metadata[key]=value`: every pair must match, as the text or as the value that the text means; keys in any spelling. */
export function metadata<A extends { readonly metadata: Readonly<Record<string, unknown>> }>(): Filter<A> {
  return ({ ask }) => {
    const pairs = ask.query.flatMap(([name, value]) => {
      const key = /^metadata\[(.+)\]$/.exec(name)?.[1];
      return key === undefined ? [] : [[snake(key), value] as const];
    });
    if (pairs.length === 0) return undefined;
    return (record) => {
      const known = new Map(Object.entries(record.metadata).map(([key, value]) => [snake(key), value]));
      return pairs.every(([key, value]) => known.has(key) && [value, cast(value)].includes(known.get(key)));
    };
  };
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function cast(text: string): unknown {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text === 'null' ? null : text;
}

/** A record by its id, by type and id in an array, or by one or both of `[type]` and `[id]`. */
export function reference<A>(name: string, of: (record: A) => Ref | null): Filter<A> {
  return ({ ask }) => {
    const pair = ask.query.filter(([key]) => key === `${name}[]`).map(([, value]) => value);
    const id = valueOf(ask, name) ?? pair[1] ?? valueOf(ask, `${name}[id]`);
    const type = pair[0] ?? valueOf(ask, `${name}[type]`);
    if (id === undefined && type === undefined) return undefined;
    return (record) => {
      const ref = of(record);
      return (
        ref !== null &&
        (id === undefined || ref.id === id) &&
        (type === undefined || plural(type) === ref.type)
      );
    };
  };
}

/** A type as the wire has it, whether it was asked for in singular or plural, in dashes or underscores. */
export function plural(type: string): string {
  const plain = type.toLowerCase().replaceAll('_', '-');
  if (plain.endsWith('s')) return plain;
  return plain.endsWith('y') ? `${plain.slice(0, -1)}ies` : `${plain}s`;
}

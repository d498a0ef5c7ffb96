import { either as E } from 'fp-ts';
import { ConfigError } from '../http/errors.js';
import type { PageRequest, RequestPlace } from '../paging/index.js';
import { jsonText, RawJson } from '../paging/json-text.js';
import type { ParamSpecs } from './params/index.js';
import { isRecord } from '../../operators/internal/isObject.js';

type Pair = readonly [string, string];

/** One page's request as it goes out, without its credential. */
export interface Wire {
  readonly query: readonly Pair[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What all pages of a call share, and where the parts of a position go. */
export interface WirePlan {
  readonly method: 'GET' | 'POST';
  readonly specs: ParamSpecs;
  readonly places: Readonly<Record<string, RequestPlace>>;
  /** Pairs of the query that each page has. */
  readonly query: readonly Pair[];
  /** Members of the body that each page has, as JSON. */
  readonly members: readonly Pair[];
}

/** Where a part of a position goes: a header, or the keys of a member of the body with its JSON. */
type Slot = { readonly header: string } | { readonly keys: readonly string[]; readonly json: string };

const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);

const placedJson = (text: string, as: 'text' | 'number' | 'json'): string => {
  if (as === 'json') return text;
  return as === 'number' && isNumber(text) ? text : JSON.stringify(text);
};

/** A value of the body as its parameter writes it; what the parameter does not take goes out as text. */
const specJson = (specs: ParamSpecs, name: string, text: string): string => {
  const spec = specs[name];
  const checked = spec?.check(spec.parse([text]));
  if (spec === undefined || checked === undefined || E.isLeft(checked)) return JSON.stringify(text);
  return spec.encode(name, checked.right)[0]?.[1] ?? JSON.stringify(text);
};

/** Whether a parameter goes into the body, by the paging or by the parameter's own word. */
export const isInBody = ({ places, specs }: Pick<WirePlan, 'places' | 'specs'>, name: string): boolean => {
  const place = Object.hasOwn(places, name) ? places[name] : undefined;
  if (place !== undefined) return typeof place === 'object' && 'body' in place;
  return Object.hasOwn(specs, name) && specs[name]?.place === 'body';
};

const slotOf = ({ places, specs }: WirePlan, name: string, text: string): Slot | undefined => {
  const place = Object.hasOwn(places, name) ? places[name] : undefined;
  if (typeof place === 'object' && 'header' in place) return place;
  if (typeof place === 'object' && 'body' in place) {
    const { body, as = 'text' } = place;
    return { keys: typeof body === 'string' ? body.split('.') : body, json: placedJson(text, as) };
  }
  return isInBody({ places, specs }, name) ? { keys: [name], json: specJson(specs, name, text) } : undefined;
};

const isHash = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && !(value instanceof RawJson);

const noRoom = (key: string): never => {
  throw new ConfigError({
    code: 'config-param-invalid',
    message: `the position of the page goes into the member ${key} of the body, but the value given there is not an object`,
    advice: 'Give an object, or nothing.',
  });
};

/** A copy with this JSON at these keys. */
const put = (value: unknown, [key = '', ...rest]: readonly string[], json: string): unknown => {
  const members = isHash(value) ? value : {};
  if (!isHash(value) && value !== undefined && value !== null) noRoom(key);
  return { ...members, [key]: rest.length === 0 ? new RawJson(json) : put(members[key], rest, json) };
};

const bodyText = (members: ReadonlyMap<string, string>): string =>
  `{${[...members].map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;

/** The body with positions in it; members that hold none stay as they were written. */
const bodyWith = (members: readonly Pair[], slots: readonly Extract<Slot, { json: string }>[]): string => {
  const texts = new Map(members);
  const opened = new Map<string, unknown>();
  for (const { keys, json } of slots) {
    const [name = '', ...rest] = keys;
    const text = texts.get(name);
    const before = opened.has(name) || text === undefined ? opened.get(name) : (JSON.parse(text) as unknown);
    opened.set(name, rest.length === 0 ? new RawJson(json) : put(before, rest, json));
  }
  for (const [name, value] of opened) texts.set(name, jsonText(value) ?? 'null');
  return bodyText(texts);
};

/** Returns what spells one page's request: made once for a call, whose parts do not change. */
export const wireFor = (plan: WirePlan): ((request: PageRequest) => Wire) => {
  const { method, specs, places, query, members } = plan;
  const body = method === 'GET' ? undefined : bodyText(new Map(members));
  const hasSlots =
    Object.keys(places).length > 0 || Object.values(specs).some(({ place }) => place === 'body');
  if (!hasSlots) {
    return ({ query: position }) => ({ query: [...query, ...Object.entries(position)], headers: {}, body });
  }
  return ({ query: position }) => {
    const pairs: Pair[] = [...query];
    const headers: Record<string, string> = {};
    const slots: Extract<Slot, { json: string }>[] = [];
    for (const [name, text] of Object.entries(position)) {
      const slot = slotOf(plan, name, text);
      if (slot === undefined) pairs.push([name, text]);
      else if ('header' in slot) headers[slot.header.toLowerCase()] = text;
      else slots.push(slot);
    }
    return { query: pairs, headers, body: slots.length === 0 ? body : bodyWith(members, slots) };
  };
};

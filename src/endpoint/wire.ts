import { either as E } from 'fp-ts';
import { ConfigError } from '../http/errors.js';
import type { PageRequest, RequestPlace } from '../paging/index.js';
import { member } from '../paging/place.js';
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
interface WirePlan {
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

/** A value of the body as its parameter writes it; what the parameter does not take goes out as text. */
const specJson = (spec: ParamSpecs[string], name: string, text: string): string => {
  const checked = spec.check(spec.parse([text]));
  const [written] = E.isLeft(checked) ? [] : spec.encode(name, checked.right);
  return written?.[1] ?? JSON.stringify(text);
};

/** The way of a part of a position by the paging's word, or by the parameter's own; none: into the query. */
const slotOf = (
  { places, specs }: Pick<WirePlan, 'places' | 'specs'>,
  name: string,
  text: string,
): Slot | undefined => {
  const place = member(places, name);
  const spec = member(specs, name);
  if (typeof place === 'object' && 'header' in place) return place;
  if (typeof place === 'object' && 'body' in place) {
    const { body, as } = place;
    const raw = as === 'json' || (as === 'number' && isNumber(text));
    return {
      keys: typeof body === 'string' ? body.split('.') : body,
      json: raw ? text : JSON.stringify(text),
    };
  }
  return place === undefined && spec?.place === 'body'
    ? { keys: [name], json: specJson(spec, name, text) }
    : undefined;
};

/** Whether a parameter goes into the body, by the paging or by the parameter's own word. */
export const isInBody = (plan: Pick<WirePlan, 'places' | 'specs'>, name: string): boolean =>
  'keys' in (slotOf(plan, name, '') ?? {});

/** A copy of a body, or of a member of one, with this JSON at these keys. */
const put = (value: unknown, [key, ...rest]: readonly string[], json: string): unknown => {
  if (key === undefined) return new RawJson(json);
  // A member that a caller gave is JSON already, and is only read where something goes into it.
  const members: unknown = (value instanceof RawJson ? JSON.parse(value.text) : value) ?? {};
  if (isRecord(members)) return { ...members, [key]: put(member(members, key), rest, json) };
  throw new ConfigError({
    code: 'config-param-invalid',
    message: `the position of the page goes into the member ${key} of the body, which is not an object`,
    advice: 'Give an object, or nothing.',
  });
};

/** Returns what spells one page's request: made once for a call, whose parts do not change. */
export const wireFor = (plan: WirePlan): ((request: PageRequest) => Wire) => {
  const members = Object.fromEntries(plan.members.map(([name, json]) => [name, new RawJson(json)]));
  return (request) => {
    const query = [...plan.query];
    const headers: Record<string, string> = {};
    let body: unknown = members;
    for (const [name, text] of Object.entries(request.query)) {
      const slot = slotOf(plan, name, text);
      if (slot === undefined) query.push([name, text]);
      else if ('header' in slot) headers[slot.header.toLowerCase()] = text;
      else body = put(body, slot.keys, slot.json);
    }
    return { query, headers, body: plan.method === 'GET' ? undefined : jsonText(body) };
  };
};

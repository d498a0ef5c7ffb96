import type { Operation } from './documents.js';
import { bodyDepartures, parametersOf, type DescribedParameter } from './schema.js';

/** A request as it went out. */
export interface SentRequest {
  readonly method: string;
  /** Path below what the document calls its root. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What a text of a query may mean: the schema says which of them fits. */
const meanings = (text: string): readonly unknown[] => [
  text,
  ...(/^-?\d+$/.test(text) ? [Number(text)] : []),
  ...(/^-?\d+\.\d+$/.test(text) ? [Number(text)] : []),
  ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
];

interface Given {
  readonly name: string;
  /** Between the brackets: empty for a list, undefined for a plain name. */
  readonly key: string | undefined;
  readonly values: readonly string[];
}

/** The parameters of a query, with `name[]` and `name[key]` taken apart; a name of the document with brackets is a name. */
const givenIn = (query: SentRequest['query'], known: ReadonlySet<string>): readonly Given[] => {
  const byName = new Map<string, Given>();
  for (const [written, value] of query) {
    const [, base = written, key] = known.has(written) ? [] : (/^([^[]+)\[([^\]]*)\]$/.exec(written) ?? []);
    const before = byName.get(written);
    byName.set(written, { name: base, key, values: [...(before?.values ?? []), value] });
  }
  return [...byName.values()];
};

const candidatesOf = ({ key, values }: Given): readonly unknown[] => {
  if (key === '') return [values];
  const alone = values.length === 1 ? meanings(values[0] ?? '') : [values];
  if (key === undefined) return [...alone, values];
  return alone.map((value) => ({ [key]: value }));
};

const queryDepartures = (given: Given, parameters: readonly DescribedParameter[]): readonly string[] => {
  const parameter = parameters.find(({ name, in: place }) => place === 'query' && name === given.name);
  if (parameter === undefined) return [`${given.name} is no parameter of this operation`];
  const tried = candidatesOf(given).map((candidate) => parameter.departures(candidate));
  return tried.some((each) => each.length === 0)
    ? []
    : [`${given.name}=${given.values.join(',')}: ${String(tried[0]?.[0])}`];
};

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^{}]*\}/g, '[^/]+')}$`).test(
    path,
  );

/** Where a request departs from its operation: method, path, query, required headers, body. */
export const requestDepartures = (operation: Operation, sent: SentRequest): readonly string[] => {
  const parameters = parametersOf(operation);
  const known = new Set(parameters.map(({ name }) => name));
  const given = givenIn(sent.query, known);
  const missing = parameters
    .filter(({ required = false, in: place }) => required && place !== 'path')
    .filter(({ name, in: place }) =>
      place === 'header'
        ? sent.headers[name.toLowerCase()] === undefined
        : !given.some((each) => each.name === name),
    );
  const wrongHeaders = parameters.flatMap(({ name, in: place, departures }) => {
    const value = sent.headers[name.toLowerCase()];
    return place === 'header' && value !== undefined ? departures(value).map((why) => `${name}: ${why}`) : [];
  });
  return [
    ...(sent.method === operation.method ? [] : [`${sent.method} instead of ${operation.method}`]),
    ...(matches(operation.path, sent.path) ? [] : [`${sent.path} is not ${operation.path}`]),
    ...missing.map(({ name }) => `${name} is missing`),
    ...wrongHeaders,
    ...given.flatMap((each) => queryDepartures(each, parameters)),
    ...(sent.body === undefined || sent.body === '{}'
      ? []
      : bodyDepartures(operation, JSON.parse(sent.body))),
  ];
};

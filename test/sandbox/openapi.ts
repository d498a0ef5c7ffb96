import type { Json } from './support.js';

/**
 * Where a value departs from a schema: as much of JSON Schema as the document uses. `nullable: true`, which has no meaning
 * in the document's own version, is read as one more type.
 */
export function departures(value: unknown, schema: Json, document: Json, at = '$'): string[] {
  if (value === null && schema['nullable'] === true) return [];
  const reference = schema['$ref'];
  if (typeof reference === 'string')
    return departures(value, inDocument(document, reference.slice(2).split('/')), document, at);
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (choices?.every((choice) => departures(value, choice, document, at).length > 0) === true)
    return [`${at}: no choice fits`];
  const all = ((schema['allOf'] ?? []) as Json[]).flatMap((part) => departures(value, part, document, at));
  return [...all, ...ofType(value, schema, at), ...inside(value, schema, document, at)];
}

function inDocument(node: Json, path: readonly string[]): Json {
  return path.reduce((inner, name) => inner[name] as Json, node);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

function ofType(value: unknown, schema: Json, at: string): string[] {
  const types = [schema['type'] ?? []].flat() as string[];
  const actual = typeOf(value);
  const fits =
    types.length === 0 || types.includes(actual) || (actual === 'integer' && types.includes('number'));
  const listed = schema['enum'] as unknown[] | undefined;
  const format = FORMATS[String(schema['format'])];
  return [
    ...(fits ? [] : [`${at}: ${actual} is not ${types.join(' or ')}`]),
    ...(listed === undefined || listed.includes(value) ? [] : [`${at}: ${String(value)} is not listed`]),
    ...('const' in schema && schema['const'] !== value ? [`${at}: not ${String(schema['const'])}`] : []),
    ...(typeof value === 'string' && format?.test(value) === false
      ? [`${at}: ${value} has no such format`]
      : []),
  ];
}

function inside(value: unknown, schema: Json, document: Json, at: string): string[] {
  if (Array.isArray(value))
    return value.flatMap((item, place) =>
      departures(item, (schema['items'] ?? {}) as Json, document, `${at}[${String(place)}]`),
    );
  if (typeof value !== 'object' || value === null) return [];
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const others = schema['additionalProperties'];
  const missing = ((schema['required'] ?? []) as string[]).filter((name) => !(name in value));
  const inner = Object.entries(value).flatMap(([name, member]) => {
    const its = properties[name] ?? (typeof others === 'object' && others !== null ? (others as Json) : {});
    return departures(member, its, document, `${at}.${name}`);
  });
  return [...missing.map((name) => `${at}.${name}: missing`), ...inner];
}

/** The schema of a path's good reply to GET. */
export function replySchema(document: Json, path: string): Json {
  return inDocument(document, [
    'paths',
    path,
    'get',
    'responses',
    '200',
    'content',
    'application/json',
    'schema',
  ]);
}

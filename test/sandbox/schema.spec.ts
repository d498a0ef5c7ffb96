import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { boxFor, cobo, idsOf, openai, type Json } from './support.js';

/** Where a value departs from a schema of an OpenAPI document: as much of JSON Schema as the two documents use. */
function departures(value: unknown, schema: Json, document: Json, at = '$'): string[] {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const target = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((node, name) => (node as Json)[name], document);
    return value === null && schema['nullable'] === true
      ? []
      : departures(value, target as Json, document, at);
  }
  if (value === null && schema['nullable'] === true) return [];
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (choices?.every((choice) => departures(value, choice, document, at).length > 0) === true)
    return [`${at}: no choice fits`];
  const all = ((schema['allOf'] ?? []) as Json[]).flatMap((part) => departures(value, part, document, at));
  return [...all, ...typed(value, schema, at), ...within(value, schema, document, at)];
}

function typed(value: unknown, schema: Json, at: string): string[] {
  const types = [schema['type'] ?? []].flat() as string[];
  const actual =
    value === null
      ? 'null'
      : Array.isArray(value)
        ? 'array'
        : Number.isInteger(value)
          ? 'integer'
          : typeof value;
  const fits =
    types.length === 0 || types.includes(actual) || (actual === 'integer' && types.includes('number'));
  const listed = schema['enum'] as unknown[] | undefined;
  const wrong = [
    ...(fits ? [] : [`${at}: ${actual} is not ${types.join(' or ')}`]),
    ...(listed === undefined || listed.includes(value) ? [] : [`${at}: ${String(value)} is not listed`]),
    ...('const' in schema && schema['const'] !== value
      ? [`${at}: ${String(value)} is not ${String(schema['const'])}`]
      : []),
  ];
  return schema['format'] === 'date-time' &&
    value !== null &&
    !(Date.parse(typeof value === 'string' ? value : '') > 0)
    ? [...wrong, `${at}: no date`]
    : wrong;
}

function within(value: unknown, schema: Json, document: Json, at: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, place) =>
      departures(item, (schema['items'] ?? {}) as Json, document, `${at}[${String(place)}]`),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const missing = ((schema['required'] ?? []) as string[]).filter((name) => !(name in value));
  const inner = Object.entries(value).flatMap(([name, member]) =>
    departures(member, properties[name] ?? {}, document, `${at}.${name}`),
  );
  return [...missing.map((name) => `${at}.${name}: missing`), ...inner];
}

function documentOf(name: string): Json {
  return JSON.parse(readFileSync(new URL(`../fixtures/openapi/${name}`, import.meta.url), 'utf8')) as Json;
}

function replySchema(document: Json, path: string): Json {
  const get = ((document['paths'] as Json)[path] as Json)['get'] as Json;
  const content = ((get['responses'] as Json)['200'] as Json)['content'] as Json;
  return (content['application/json'] as Json)['schema'] as Json;
}

describe('sandbox: replies fit the published schemas', () => {
  const box = boxFor();
  const vendor = documentOf('openai-admin.openapi.json');
  const caw = documentOf('cobo.openapi.json');

  it('the check itself sees what is missing, mistyped or not listed', () => {
    const schema = {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer' }, b: { enum: ['x'] } },
    };
    expect(departures({ a: 1, b: 'x' }, schema, {})).to.deep.equal([]);
    expect(departures({ a: '1', b: 'y' }, schema, {})).to.have.length(2);
    expect(departures({}, schema, {})).to.deep.equal(['$.a: missing']);
  });

  for (const [path, query] of [
    ['/organization/projects', '?include_archived=true&limit=100'],
    ['/organization/users', '?limit=100'],
    ['/organization/admin_api_keys', '?limit=100'],
    ['/organization/usage/completions', '?start_time=1768300000&group_by=model&group_by=batch'],
    ['/organization/costs', '?start_time=1768300000&group_by=line_item'],
  ] as const) {
    it(`OpenAI GET ${path}`, async () => {
      const { body } = await openai(box(), `${path}${query}`);
      expect((body['data'] as unknown[]).length).to.be.greaterThan(0);
      expect(departures(body, replySchema(vendor, path), vendor)).to.deep.equal([]);
    });
  }

  it('OpenAI GET /organization/projects/{project_id}/api_keys', async () => {
    const template = '/organization/projects/{project_id}/api_keys';
    for (const id of idsOf(box().control.items('openai', 'projects'))) {
      const { body } = await openai(
        box(),
        `${template.replace('{project_id}', id)}?owner_project_access=any&limit=100`,
      );
      expect(departures(body, replySchema(vendor, template), vendor)).to.deep.equal([]);
    }
  });

  for (const path of ['/api/v1/api-keys', '/api/v1/principals']) {
    it(`Cobo GET ${path}, in both modes and when refused`, async () => {
      for (const query of ['?limit=200', '?offset=0']) {
        const { body } = await cobo(box(), `${path}${query}`);
        expect((body['result'] as unknown[]).length).to.be.greaterThan(0);
        expect(departures(body, replySchema(caw, path), caw)).to.deep.equal([]);
      }
      const refused = await cobo(box(), `${path}?limit=0`);
      expect(
        departures(refused.body, { $ref: '#/components/schemas/WrappedValidationError' }, caw),
      ).to.deep.equal([]);
    });
  }
});

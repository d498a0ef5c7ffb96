import { readFileSync } from 'node:fs';

/** A JSON object that is looked at member by member. */
export type Json = Readonly<Record<string, unknown>>;

/** A document that describes operations: the vendor's own, or one written from the facts. */
export interface Described {
  /** File name below `test/fixtures/openapi`. */
  readonly file: string;
  /** What the conformance table calls it. */
  readonly title: string;
  readonly json: Json;
}

/**
 * Fields that the vendors' own examples leave out though they are listed as always present: by document, schema and field.
 */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  // An assistant's message in the example of stored completions has no refusal.
  'openai-platform.facts.json ChatCompletionResponseMessage': ['refusal'],
};

/** Fields that the vendors' own examples give as null though only a value is listed: by document, schema and path. */
const NULL_IN_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'openai-platform.facts.json Batch': [
    'errors',
    'output_file_id',
    'error_file_id',
    'in_progress_at',
    'expires_at',
    'finalizing_at',
    'completed_at',
    'failed_at',
    'expired_at',
    'cancelling_at',
    'cancelled_at',
  ],
  'openai-platform.facts.json ChatCompletionResponseMessage': ['function_call'],
  'openai-platform.facts.json EvalRun': ['error'],
  'openai-platform.facts.json EvalRunOutputItem': ['sample.error'],
  'openai-platform.facts.json RunObject': [
    'required_action',
    'last_error',
    'expires_at',
    'started_at',
    'cancelled_at',
    'failed_at',
    'completed_at',
    'incomplete_details',
    'instructions',
  ],
};

/** Fields whose only listed value the vendors' own examples contradict. */
const OTHER_IN_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  // The messages of a stored completion are those of the user, too.
  'openai-platform.facts.json ChatCompletionResponseMessage': ['role'],
};

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `nullable: true` is of OpenAPI 3.0: in a 3.1 document it says nothing, until it is written as a null type. */
const withNullTypes = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(withNullTypes);
  if (!isJson(node)) return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, withNullTypes(value)]),
  );
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest;
};

/** A schema with another one at a path of properties. */
const changedAt = (schema: Json, path: string, change: (field: Json) => Json): Json => {
  const [name = '', ...inner] = path.split('.');
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const field = properties[name] ?? {};
  const changed = inner.length === 0 ? change(field) : changedAt(field, inner.join('.'), change);
  return { ...schema, properties: { ...properties, [name]: changed } };
};

const orNull = (field: Json): Json => ({ anyOf: [field, { type: 'null' }] });

const anyText = (): Json => ({ type: 'string' });

/** A document with what the vendors' own examples show. */
const asInExamples = (file: string, document: Json): Json => {
  const components = document['components'] as Json;
  const schemas = Object.entries(components['schemas'] as Record<string, Json>).map(([name, schema]) => {
    const place = `${file} ${name}`;
    const required = (schema['required'] ?? []) as readonly string[];
    const optional = {
      ...schema,
      required: required.filter((field) => LEFT_OUT[place]?.includes(field) !== true),
    };
    const nullable = (NULL_IN_EXAMPLES[place] ?? []).reduce<Json>(
      (each, path) => changedAt(each, path, orNull),
      optional,
    );
    const open = (OTHER_IN_EXAMPLES[place] ?? []).reduce<Json>(
      (each, path) => changedAt(each, path, anyText),
      nullable,
    );
    return [name, open] as const;
  });
  return { ...document, components: { ...components, schemas: Object.fromEntries(schemas) } };
};

const read = (file: string): Json =>
  JSON.parse(readFileSync(new URL(`../fixtures/openapi/${file}`, import.meta.url), 'utf8')) as Json;

const described = (
  file: string,
  title: string,
  change: (json: Json) => Json = (json) => json,
): Described => ({
  file,
  title,
  json: asInExamples(file, change(read(file))),
});

/** The yardsticks of each provider; the first that knows an operation measures it. */
export const DOCUMENTS: Readonly<Record<string, readonly Described[]>> = {
  openai: [
    described('openai-admin.openapi.json', "vendor's document"),
    described('openai-platform.facts.json', 'facts'),
  ],
  keygen: [described('keygen.facts.json', 'facts')],
  keywordsai: [described('keywordsai.facts.json', 'facts')],
  cobo: [described('cobo.openapi.json', "vendor's document", (json) => withNullTypes(json) as Json)],
};

/** Keygen's third-party document: older than the API, and of item attributes only. */
export const KEYGEN_OLDER = read('keygen.openapi.json');

/** One operation of a document. */
export interface Operation {
  readonly document: Described;
  readonly path: string;
  readonly method: string;
  readonly operation: Json;
}

/** Returns the operation of a method and a path template; the names of path parameters may differ. */
export const operationOf = (provider: string, method: string, path: string): Operation | undefined => {
  const blank = (template: string): string => template.replaceAll(/\{[^{}]*\}/g, '{}');
  for (const document of DOCUMENTS[provider] ?? []) {
    for (const [template, item] of Object.entries(document.json['paths'] as Record<string, Json>)) {
      const operation = item[method.toLowerCase()];
      if (blank(template) === blank(path) && isJson(operation))
        return { document, path: template, method, operation };
    }
  }
  return undefined;
};

/** All operations of a provider that a document describes. */
export const operationsOf = (provider: string): readonly Operation[] =>
  (DOCUMENTS[provider] ?? []).flatMap((document) =>
    Object.entries(document.json['paths'] as Record<string, Json>).flatMap(([path, item]) =>
      ['get', 'post'].flatMap((method) => {
        const operation = item[method];
        return isJson(operation) ? [{ document, path, method: method.toUpperCase(), operation }] : [];
      }),
    ),
  );

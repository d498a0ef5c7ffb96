import { readdirSync, readFileSync } from 'node:fs';
import { isRecord } from '../../operators/internal/isObject.js';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';

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

/** Fields that the vendors' own examples give as null though only a value is listed: by document, schema and path. */
export const NULL_IN_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'openai-lists.openapi.json Batch': [
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
  'openai-lists.openapi.json ChatCompletionResponseMessage': ['function_call', 'tool_calls'],
  'openai-lists.openapi.json EvalRun': ['error'],
  'openai-lists.openapi.json EvalRunOutputItem': ['sample.error'],
  'openai-lists.openapi.json FineTuningJobEvent': ['data'],
  'openai-lists.openapi.json RunObject': ['instructions'],
};

/** Fields whose only listed value the vendors' own examples contradict. */
export const OTHER_IN_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  // The messages of a stored completion are those of the user, too.
  'openai-lists.openapi.json ChatCompletionResponseMessage': ['role'],
};

const betaHeader = (value: string): Json => ({
  ...{ name: 'OpenAI-Beta', in: 'header', required: true },
  schema: { const: value },
});

/** Parameters that a document leaves to its examples and its vendor's own clients: by document, and by what a path matches. */
const IN_CLIENTS: Readonly<Record<string, readonly (readonly [path: RegExp, parameter: Json])[]>> = {
  'openai-lists.openapi.json': [
    [/^\/(assistants|threads|vector_stores)\b/, betaHeader('assistants=v2')],
    [/^\/chatkit\//, betaHeader('chatkit_beta=v1')],
    [/\/input_items$/, { name: 'beta', in: 'query', required: false, schema: { const: true } }],
  ],
};

/**
 * Words of OpenAPI 3.0 that say nothing, or are refused, in a 3.1 document, in the words of 3.1: `nullable: true` as a null
 * type, `exclusiveMinimum: true` with the minimum itself.
 */
const inNewWords = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(inNewWords);
  if (!isRecord(node)) return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, inNewWords(value)]),
  );
  const { minimum, exclusiveMinimum, ...others } = rest;
  const schema = exclusiveMinimum === true ? { ...others, exclusiveMinimum: minimum } : rest;
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
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

/** A page without items has no first and no last one. */
const onEmptyPages = (schema: Json): Json =>
  ['first_id', 'last_id']
    .filter((name) => name in ((schema['properties'] ?? {}) as Json))
    .reduce((each, name) => changedAt(each, name, orNull), schema);

/** The schemas of a document with what the vendors' own examples show. */
const schemasIn = (file: string, schemas: Readonly<Record<string, Json>>): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const place = `${file} ${name}`;
      const nullable = (NULL_IN_EXAMPLES[place] ?? []).reduce<Json>(
        (each, path) => changedAt(each, path, orNull),
        onEmptyPages(schema),
      );
      const open = (OTHER_IN_EXAMPLES[place] ?? []).reduce<Json>(
        (each, path) => changedAt(each, path, anyText),
        nullable,
      );
      return [name, open];
    }),
  );

const withParameters = (operation: Json, added: readonly Json[]): Json => ({
  ...operation,
  parameters: [...((operation['parameters'] ?? []) as readonly Json[]), ...added],
});

/** The paths of a document with the parameters that the vendor's own clients send. */
const pathsIn = (file: string, paths: Readonly<Record<string, Json>>): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => {
      const added = (IN_CLIENTS[file] ?? []).flatMap(([where, parameter]) =>
        where.test(path) ? [parameter] : [],
      );
      const changed = Object.entries(operations).map(([method, operation]) => [
        method,
        added.length === 0 ? operation : withParameters(operation as Json, added),
      ]);
      return [path, Object.fromEntries(changed)];
    }),
  );

/** A document with what the vendors' own examples and clients show. */
const asInExamples = (file: string, document: Json): Json => {
  const components = document['components'] as Json;
  const schemas = schemasIn(file, components['schemas'] as Record<string, Json>);
  const paths = pathsIn(file, document['paths'] as Record<string, Json>);
  return { ...document, paths, components: { ...components, schemas } };
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

/** A document as the vendor wrote it, in words that a validator knows. */
export const asWritten = (file: string): Json => inNewWords(read(file)) as Json;

const FILES = readdirSync(new URL('../fixtures/openapi/', import.meta.url));

/** Facts, where they are written down; else the vendor's own document. */
const describedOf = (name: ProviderName): readonly Described[] => {
  const facts = `${name}.facts.json`;
  if (FILES.includes(facts)) return [described(facts, 'facts')];
  return FILES.filter((file) => file.startsWith(name)).map((file) =>
    described(file, "vendor's document", (json) => inNewWords(json) as Json),
  );
};

/** The yardsticks of each provider; the first that knows an operation measures it. */
export const DOCUMENTS = Object.fromEntries(PROVIDERS.map((name) => [name, describedOf(name)])) as Readonly<
  Record<ProviderName, readonly Described[]>
>;

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
export const operationOf = (provider: ProviderName, method: string, path: string): Operation | undefined => {
  const blank = (template: string): string => template.replaceAll(/\{[^{}]*\}/g, '{}');
  for (const document of DOCUMENTS[provider]) {
    for (const [template, item] of Object.entries(document.json['paths'] as Record<string, Json>)) {
      const operation = item[method.toLowerCase()];
      if (blank(template) === blank(path) && isRecord(operation))
        return { document, path: template, method, operation };
    }
  }
  return undefined;
};

/** All operations of a provider that a document describes. */
export const operationsOf = (provider: ProviderName): readonly Operation[] =>
  DOCUMENTS[provider].flatMap((document) =>
    Object.entries(document.json['paths'] as Record<string, Json>).flatMap(([path, item]) =>
      ['get', 'post'].flatMap((method) => {
        const operation = item[method];
        return isRecord(operation) ? [{ document, path, method: method.toUpperCase(), operation }] : [];
      }),
    ),
  );

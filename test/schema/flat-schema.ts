import { isRecord } from '../../operators/internal/isObject.js';
import { ANYTHING, both, either, flat, type Flat, type FlatField } from './flat.js';

/** A JSON object that is looked at member by member. */
type Json = Readonly<Record<string, unknown>>;

const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter((each) => typeof each === 'string');

const schemasIn = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? (value as readonly unknown[]).filter(isRecord) : [];

const targetOf = (document: Json, reference: string): Json => {
  const parts = reference.replace(/^#\//, '').split('/');
  const names = parts.map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  const target = names.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), document);
  if (!isRecord(target)) throw new Error(`${reference} leads nowhere`);
  return target;
};

const typeOfValue = (value: unknown): string =>
  value === null ? 'null' : Number.isInteger(value) ? 'integer' : typeof value;

/** Documents mark what is a time in three ways. */
const wordFor = (type: string, { format, 'x-time': time }: Json): string => {
  if (type === 'string') return format === 'date-time' || time === true ? 'ISO time' : type;
  return type === 'integer' && format === 'unixtime' ? 'Unix time' : type;
};

/** A name that is required has a field, even where the properties do not name it. */
const propertiesOf = (document: Json, { properties, required }: Json): Flat['fields'] => {
  const always = textsIn(required);
  if (!isRecord(properties) && always.length === 0) return undefined;
  const named: Json = isRecord(properties) ? properties : {};
  const names = [...new Set([...Object.keys(named), ...always])];
  return new Map(
    names.map((name): [string, FlatField] => {
      const schema = named[name];
      const of = (): Flat => flatSchema(document, isRecord(schema) ? schema : {});
      return [name, { required: always.includes(name), of }];
    }),
  );
};

const valuesOf = (schema: Json): readonly unknown[] =>
  'const' in schema ? [schema['const']] : ((schema['enum'] ?? []) as readonly unknown[]);

const within = (document: Json, schema: unknown): (() => Flat) | undefined =>
  isRecord(schema) ? () => flatSchema(document, schema) : undefined;

/** What a schema says itself, without what it refers to. */
const own = (document: Json, schema: Json): Flat => {
  const values = valuesOf(schema);
  const fields = propertiesOf(document, schema);
  const said = textsIn(schema['type']);
  const implied = values.length > 0 ? values.map(typeOfValue) : fields === undefined ? [] : ['object'];
  const types = said.length > 0 ? said : implied;
  const detail = {
    values: textsIn(values),
    fields,
    item: within(document, schema['items']),
    entry: within(document, schema['additionalProperties']),
  };
  if (types.length === 0) return { ...ANYTHING, ...detail };
  const words = types.filter((type) => type !== 'null').map((type) => wordFor(type, schema));
  return flat(words, { ...detail, nullable: types.includes('null') });
};

const oneOf = (document: Json, schemas: unknown, discriminator: unknown): readonly Flat[] => {
  const each = schemasIn(schemas).map((schema) => flatSchema(document, schema));
  if (each.length === 0) return [];
  const by = isRecord(discriminator) ? discriminator['propertyName'] : undefined;
  const whole = each.reduce(either);
  return [typeof by === 'string' ? { ...whole, kinds: { by, each } } : whole];
};

/** Returns what a JSON Schema says, references followed and unions made flat. */
export const flatSchema = (document: Json, schema: Json): Flat => {
  const reference = schema['$ref'];
  const parts = [
    ...(typeof reference === 'string' ? [flatSchema(document, targetOf(document, reference))] : []),
    ...schemasIn(schema['allOf']).map((part) => flatSchema(document, part)),
    ...oneOf(document, schema['anyOf'], schema['discriminator']),
    ...oneOf(document, schema['oneOf'], schema['discriminator']),
  ];
  return parts.reduce(both, own(document, schema));
};

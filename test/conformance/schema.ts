import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { DOCUMENTS, type Described, type Json, type Operation } from './documents.js';

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true, logger: false });
addFormats.default(ajv, ['date-time', 'uuid']);

for (const document of Object.values(DOCUMENTS).flat()) ajv.addSchema(document.json, document.file);

const compiled = new Map<string, ValidateFunction>();

const pointer = (...parts: readonly string[]): string =>
  parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

const validatorAt = ({ file }: Described, place: string): ValidateFunction => {
  const reference = `${file}#/${place}`;
  const known = compiled.get(reference) ?? ajv.compile({ $ref: reference });
  compiled.set(reference, known);
  return known;
};

const departures = (validate: ValidateFunction, value: unknown): readonly string[] =>
  validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath}: ${message}`);

/** Where a reply departs from the schema of its operation. */
export const replyDepartures = ({ document, path, method }: Operation, body: unknown): readonly string[] => {
  const place = pointer(
    'paths',
    path,
    method.toLowerCase(),
    'responses',
    '200',
    'content',
    'application/json',
    'schema',
  );
  return departures(validatorAt(document, place), body);
};

/** Where a value departs from a named schema of a document. */
export const valueDepartures = (document: Described, schema: string, value: unknown): readonly string[] =>
  departures(validatorAt(document, pointer('components', 'schemas', schema)), value);

interface ParameterObject {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

/** A parameter of an operation, and where its schema stands. */
export interface DescribedParameter extends ParameterObject {
  readonly departures: (value: unknown) => readonly string[];
}

/** The parameters of an operation; their names are without the brackets of arrays. */
export const parametersOf = ({
  document,
  path,
  method,
  operation,
}: Operation): readonly DescribedParameter[] =>
  ((operation['parameters'] ?? []) as readonly ParameterObject[]).map((parameter, index) => ({
    ...parameter,
    name: parameter.name.replace(/\[\]$/, ''),
    departures: (value) =>
      departures(
        validatorAt(
          document,
          pointer('paths', path, method.toLowerCase(), 'parameters', String(index), 'schema'),
        ),
        value,
      ),
  }));

/** Where the body of a request departs from the schema of its operation; a body that is not described is one departure. */
export const bodyDepartures = (
  { document, path, method, operation }: Operation,
  body: unknown,
): readonly string[] => {
  const content = (operation['requestBody'] as Json | undefined)?.['content'] as Json | undefined;
  if (content === undefined) return ['a body is not described'];
  const place = pointer(
    'paths',
    path,
    method.toLowerCase(),
    'requestBody',
    'content',
    'application/json',
    'schema',
  );
  return departures(validatorAt(document, place), body);
};

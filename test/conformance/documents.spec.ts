import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { PROVIDERS } from '../../src/providers/names.js';
import { asWritten, NULL_IN_EXAMPLES, OTHER_IN_EXAMPLES, operationsOf, type Json } from './documents.js';

const pairs = (table: Readonly<Record<string, readonly string[]>>): readonly (readonly [string, string])[] =>
  Object.entries(table).flatMap(([place, paths]) => paths.map((path) => [place, path] as const));

const validators = new Map<string, Ajv2020>();

/** Whether the document as it was written takes a value at a path of a schema. */
const takes = (place: string, path: string, value: unknown): boolean => {
  const [file = '', name = ''] = place.split(' ');
  const ajv = validators.get(file) ?? new Ajv2020({ strict: false, validateFormats: false, logger: false });
  if (!validators.has(file)) ajv.addSchema(asWritten(file), file);
  validators.set(file, ajv);
  const pointer = path.split('.').map((field) => `properties/${field}`);
  return ajv.compile({ $ref: `${file}#/components/schemas/${[name, ...pointer].join('/')}` })(value);
};

describe('what examples show beyond their documents', () => {
  for (const [place, path] of pairs(NULL_IN_EXAMPLES)) {
    it(`${place} ${path}: the document refuses null`, () => {
      expect(takes(place, path, null)).to.equal(false);
    });
  }

  for (const [place, path] of pairs(OTHER_IN_EXAMPLES)) {
    it(`${place} ${path}: the document refuses other words`, () => {
      expect(takes(place, path, 'another word')).to.equal(false);
    });
  }

  it('each parameter that a document leaves to its clients is described once', () => {
    const described = PROVIDERS.flatMap(operationsOf);
    const twice = described.filter(({ operation }) => {
      const parameters = (operation['parameters'] ?? []) as readonly Json[];
      const names = parameters.map(({ in: where, name }) => `${String(where)} ${String(name)}`);
      return new Set(names).size < names.length;
    });
    expect(described).not.to.have.length(0);
    expect(twice.map(({ path }) => path)).to.deep.equal([]);
  });

  it('a beta of OpenAI wants its header', () => {
    const wanting = operationsOf('openai').filter(({ operation }) =>
      ((operation['parameters'] ?? []) as readonly Json[]).some(
        ({ name, required }) => name === 'OpenAI-Beta' && required === true,
      ),
    );
    expect(wanting).to.have.length(10);
  });
});

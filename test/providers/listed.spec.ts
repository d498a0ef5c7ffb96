import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';

/** Where a provider has to be, beside what the type check, the surface and the guide find missing. */
const PLACES: readonly ((name: ProviderName) => string)[] = [
  (name) => `src/providers/${name}/records/index.ts`,
  (name) => `src/providers/${name}/source.ts`,
  (name) => `test/providers/${name}/${name}.spec.ts`,
  (name) => `test/providers/${name}/records.spec.ts`,
  (name) => `test/fixtures/${name}`,
  (name) => `type-tests/providers/${name}.test-d.ts`,
];

describe('each provider', () => {
  for (const name of PROVIDERS)
    it(`${name} has its source, its tests and its fixtures`, () => {
      expect(PLACES.map((place) => place(name)).filter((path) => !existsSync(path))).to.deep.equal([]);
    });
});

import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { PROVIDERS as BUILT } from '../../scripts/lib/providers.mjs';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';

/** Where a provider has to be, beside what the type check, the surface and the guide find missing. */
const PLACES: readonly ((name: ProviderName) => string)[] = [
  (name) => `src/providers/${name}/records${name === 'openai' ? '/index' : ''}.ts`,
  (name) => `src/providers/${name}/source.ts`,
  (name) => `test/providers/${name}/${name}.spec.ts`,
  (name) => `test/providers/${name}/records.spec.ts`,
  (name) => `test/fixtures/${name}`,
  (name) => `type-tests/providers/${name}.test-d.ts`,
];

/** What has to name a provider, though nothing fails without it. */
const MENTIONS: readonly (readonly [file: string, words: (name: ProviderName) => readonly string[]])[] = [
  ['test/browser/src/lists.js', (name) => [`  ${name}: { client: ${name},`]],
  ['test/consumers/ts/program.ts', (name) => [`${name}(box.${name})`]],
  ['CHANGELOG.md', (name) => [`\`${name}Source\``]],
];

describe('each provider', () => {
  for (const name of PROVIDERS) {
    it(`${name} has its source, its tests and its fixtures`, () => {
      expect(PLACES.map((place) => place(name)).filter((path) => !existsSync(path))).to.deep.equal([]);
    });

    it(`${name} is named where nothing else would miss it`, () => {
      const missing = MENTIONS.flatMap(([file, words]) => {
        const text = readFileSync(file, 'utf8');
        return words(name)
          .filter((word) => !text.includes(word))
          .map((word) => `${file}: ${word}`);
      });
      expect(missing).to.deep.equal([]);
    });
  }

  it('is found by what runs from the built package, which reads the entries', () => {
    expect(BUILT).to.have.members([...PROVIDERS]);
  });
});

import { expect } from 'chai';
import '@angular/compiler';
import { existsSync, readFileSync } from 'node:fs';
import { PROVIDERS } from '../../src/providers/names.js';

const ROOT = new URL('../../', import.meta.url);
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));

/** The names that a release must go on exporting, by entry: the consumers import them from the packed tarball. */
const SURFACE = json('test/consumers/surface.json') as Readonly<Record<string, readonly string[]>>;

const { './package.json': _, ...EXPORTS } = (
  json('package.json') as { exports: Readonly<Record<string, { types: string; default: string }>> }
).exports;

/** The source that a built file comes from. */
const sourceOf = (built: string): string =>
  built.replace(/^\.\/dist\//, '').replace(/(?:\.d\.ts|\.js)$/, '.ts');

const exportedBy = async (entry: string): Promise<readonly string[]> => {
  const source = sourceOf(EXPORTS[entry]?.default ?? '');
  return Object.keys((await import(new URL(source, ROOT).href)) as object);
};

describe('what the package exports', () => {
  it('each entry of `exports` is in test/consumers/surface.json, and each of those in `exports`', () => {
    expect(Object.keys(SURFACE).sort()).to.deep.equal(Object.keys(EXPORTS).sort());
  });

  for (const [entry, { types, default: built }] of Object.entries(EXPORTS)) {
    it(`${entry} comes from one source, which exports what test/consumers/surface.json names`, async () => {
      expect(sourceOf(types)).to.equal(sourceOf(built));
      expect(existsSync(new URL(sourceOf(built), ROOT)), sourceOf(built)).to.equal(true);
      const names = await exportedBy(entry);
      expect(SURFACE[entry]?.filter((name) => !names.includes(name))).to.deep.equal([]);
    });
  }

  it('./operators exports nothing that test/consumers/surface.json does not name: a helper belongs in operators/internal', async () => {
    expect([...(await exportedBy('./operators'))].sort()).to.deep.equal(
      [...(SURFACE['./operators'] ?? [])].sort(),
    );
  });

  for (const provider of PROVIDERS) {
    const source = `${provider}Source`;
    it(`${provider} is in src/index.ts, and has two entries of its own; test/consumers/surface.json names all of it`, () => {
      const missing = (entry: string, ...names: readonly string[]): readonly string[] =>
        names.filter((name) => SURFACE[entry]?.includes(name) !== true).map((name) => `${entry} ${name}`);
      expect([
        ...missing('.', provider, source),
        ...missing(`./${provider}`, provider, source, `${provider}Client`, 'endpoints', 'records'),
      ]).to.deep.equal([]);
      expect(SURFACE[`./${provider}/endpoints`] ?? []).to.have.length.above(0);
    });
  }
});

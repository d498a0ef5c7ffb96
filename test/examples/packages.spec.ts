import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

interface Manifest {
  readonly private?: boolean;
  readonly type?: string;
  readonly version: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

const own = JSON.parse(read('package.json')) as Manifest;
const names = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('the examples', () => {
  it('are there', () => {
    expect(names).to.have.members(['metrics-exporter', 'own-api', 'slack-digest', 'websocket-relay']);
  });

  for (const name of names) {
    const sources = readdirSync(join(root, 'examples', name)).filter((file) => file.endsWith('.ts'));
    const imported = sources.flatMap((file) =>
      [...read('examples', name, file).matchAll(/ from '([^']+)'/g)].map(([, specifier = '']) => specifier),
    );
    const manifest = JSON.parse(read('examples', name, 'package.json')) as Manifest;
    const { dependencies = {}, devDependencies = {} } = manifest;

    it(`${name} is a package of its own, which runs with two commands`, () => {
      expect(manifest).to.deep.include({ private: true, type: 'module', engines: own.engines });
      expect(manifest.scripts).to.deep.equal({ start: 'tsx main.ts' });
      expect(sources).to.include('main.ts');
      const readme = read('examples', name, 'README.md');
      expect(readme).to.include('npm install').and.include('npm start');
      expect(existsSync(join(root, 'examples', name, 'tsconfig.json'))).to.be.true;
    });

    it(`${name} imports public entries only, and names every package that it imports`, () => {
      for (const specifier of imported) {
        if (specifier.startsWith('node:')) continue;
        if (specifier.startsWith('.')) {
          expect(sources).to.include(specifier.replace('./', '').replace(/\.js$/, '.ts'));
          continue;
        }
        const [packageName = '', ...entry] = specifier.split('/');
        expect(dependencies, specifier).to.have.property(packageName);
        if (packageName === 'headwater')
          expect(own.exports).to.have.property(entry.length === 0 ? '.' : `./${entry.join('/')}`);
        else expect(entry, specifier).to.deep.equal([]);
      }
    });

    it(`${name} asks for the versions that are tested here`, () => {
      const tested = { ...own.devDependencies, ...own.dependencies, headwater: `^${own.version}` };
      for (const [dependency, range] of Object.entries({ ...dependencies, ...devDependencies }))
        expect(range, dependency).to.equal(tested[dependency as keyof typeof tested]);
    });
  }
});

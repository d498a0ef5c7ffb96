import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as operators from '../../operators/index.js';
import { anchorsOf } from '../docs/anchors.js';

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const read = (path: string): string => readFileSync(at(path), 'utf8');

/** The files that export a function of their own name; `errors.ts` is what they throw. */
const NAMES = readdirSync(at('operators'))
  .filter((file) => file.endsWith('.ts') && !['index.ts', 'errors.ts'].includes(file))
  .map((file) => file.slice(0, -'.ts'.length));

const SURFACE = (JSON.parse(read('test/consumers/surface.json')) as Readonly<Record<string, string[]>>)[
  './operators'
];

const GUIDE = read('docs/operators.md');

/** The part of the guide that the row of an operator leads to. */
const anchorOf = (name: string): string | undefined => GUIDE.split(`| [\`${name}\`](#`)[1]?.split(')')[0];

/** Where an operator has to be, beside its own file. */
const PLACES: readonly (readonly [place: string, has: (name: string) => boolean])[] = [
  ['operators/index.ts', (name) => name in operators],
  ['test/operators', (name) => existsSync(at(`test/operators/${name}.spec.ts`))],
  ['type-tests/operators', (name) => existsSync(at(`type-tests/operators/${name}.test-d.ts`))],
  ['test/consumers/surface.json', (name) => SURFACE?.includes(name) === true],
  ['the table of docs/operators.md', (name) => anchorOf(name) !== undefined],
  [
    'a section of docs/operators.md, to which its row leads',
    (name) => anchorsOf(GUIDE).has(anchorOf(name) ?? ''),
  ],
  ['CHANGELOG.md', (name) => read('CHANGELOG.md').includes(`\`${name}`)],
];

describe('each operator', () => {
  for (const [place, has] of PLACES) {
    it(`is in ${place}`, () => {
      expect(NAMES.length).to.be.greaterThan(10);
      expect(NAMES.filter((name) => !has(name))).to.deep.equal([]);
    });
  }
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { compile } from '../../scripts/lib/compile.mjs';

const CODECS = `
export interface Codec<A, O> { readonly _A: A; readonly _O: O; readonly wire: O }
export type TypeOf<C extends { readonly _A: unknown }> = C['_A'];
export const shape = <A, O>(wire: O, of: A): Codec<A, O> => ({ _A: of, _O: wire, wire });
`;

const user = (name: string): string => `import * as t from '../../codecs.js';
export const user = t.shape({ id: 1 }, { id: 'a' });
export type ${name} = t.TypeOf<typeof user>;
`;

describe('the compiler of a build', () => {
  let root: string;
  const file = 'src/providers/acme/user.ts';
  const named = 'build/named/src/providers/acme/user.d.ts';
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const declared = (): string => readFileSync(join(root, named), 'utf8');

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'headwater-compile-'));
    const compilerOptions = {
      ...{ target: 'ES2022', module: 'NodeNext', strict: true, lib: ['ES2022'], types: [] },
      ...{ rootDir: '.', outDir: 'build', declaration: true },
      ...{ incremental: true, tsBuildInfoFile: 'build/.tsbuildinfo' },
    };
    write('tsconfig.build.json', JSON.stringify({ compilerOptions, include: ['src'] }));
    write('package.json', '{"type":"module"}');
    write('src/codecs.ts', CODECS);
    write(file, user('User'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('writes what tsc writes, and the declarations of providers by their names beside it', () => {
    expect(compile(root)).to.deep.equal({ output: '', code: 0 });
    expect(readFileSync(join(root, 'build', file.replace('.ts', '.js')), 'utf8')).to.contain(
      't.shape({ id: 1 }',
    );
    expect(declared()).to.contain('user: import("io-ts").Type<User, UserWire>;');
    expect(declared()).to.contain('export type UserWire = {\n  id: number;\n};');
  });

  it('names types again where a declaration has changed, and not where none has', () => {
    compile(root);
    writeFileSync(join(root, named), 'as it was');
    write('src/codecs.ts', `${CODECS}const inside = 1;\nvoid inside;\n`);
    compile(root);
    expect(readFileSync(join(root, 'build/src/codecs.js'), 'utf8')).to.contain('inside');
    expect(declared()).to.equal('as it was');
    write(file, user('Person'));
    compile(root);
    expect(declared()).to.contain('export type PersonWire');
  });

  it('says what is wrong, and leaves no names of an earlier build behind', () => {
    compile(root);
    write(file, `${user('User')}export const wrong: number = 'text';\n`);
    const { output, code } = compile(root);
    expect(code).to.equal(2);
    expect(output).to.match(/src\/providers\/acme\/user\.ts\(4,14\): error TS2322/);
    expect(existsSync(join(root, 'build/named'))).to.equal(false);
    write(file, user('User'));
    expect(compile(root).code).to.equal(0);
    expect(declared()).to.contain('export type UserWire');
  });
});

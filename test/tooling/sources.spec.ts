import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkSources } from '../../scripts/lib/sources.mjs';

const LINTER = import.meta.resolve('typescript-eslint');

/** A checkout with one rule that asks for types. */
const checkoutOf = (files: Readonly<Record<string, string>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'headwater-sources-'));
  const all = {
    'tsconfig.json': JSON.stringify({
      compilerOptions: { strict: true, noEmit: true, lib: ['ES2022'], types: [], target: 'ES2022' },
      include: ['src'],
    }),
    'package.json': '{"type":"module"}',
    'eslint.config.js': `import tseslint from ${JSON.stringify(LINTER)};
      export default [
        {
          files: ['**/*.ts'],
          plugins: { ts: tseslint.plugin },
          languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
          rules: { 'ts/no-floating-promises': 'warn' },
        },
      ];`,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
};

const FLOATING = 'const later = async (): Promise<number> => 1;\nlater();\nexport {};\n';
const MISTYPED = "export const a: number = 'a';\n";
const GOOD = 'export const a: number = 1;\n';

describe('the check of types and lint, which share a program', () => {
  const cases: readonly [what: string, files: Record<string, string>, types: RegExp, lint: RegExp][] = [
    ['finds nothing in good files', { 'src/a.ts': GOOD }, /^$/, /^$/],
    ['finds an error of types', { 'src/a.ts': MISTYPED }, /^src\/a\.ts\(1,14\): error TS2322: /, /^$/],
    [
      'finds what a rule that asks for types refuses',
      { 'src/a.ts': FLOATING },
      /^$/,
      /2:1 .*no-floating-promises/,
    ],
    [
      'lints type tests, and leaves their types to tsd',
      { 'src/a.ts': GOOD, 'type-tests/a.test-d.ts': `${MISTYPED}Promise.resolve(1);\n` },
      /^$/,
      /2:1 .*no-floating-promises/,
    ],
    ['finds a file that no program knows', { 'src/a.ts': GOOD, 'other/b.ts': GOOD }, /^$/, /b\.ts[^]*error/],
    [
      'finds a setting that does not exist',
      {
        'tsconfig.json': '{"compilerOptions":{"strickt":true,"types":[]},"include":["src"]}',
        'src/a.ts': GOOD,
      },
      /^tsconfig\.json.* error TS50/,
      /^$/,
    ],
  ];
  for (const [what, files, types, lint] of cases)
    it(what, async () => {
      const root = checkoutOf(files);
      try {
        const found = await checkSources(root);
        expect(found.types).to.match(types);
        expect(found.lint).to.match(lint);
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { configOf } from './ts-config.mjs';

/** What `expectError` holds must not compile: tsd checks these files, and they are linted here. */
const TYPE_TESTS = 'type-tests';

const typeTestsIn = (root) =>
  readdirSync(root).includes(TYPE_TESTS)
    ? readdirSync(join(root, TYPE_TESTS), { recursive: true })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(root, TYPE_TESTS, name))
    : [];

const programOf = (root) => {
  const { options, fileNames, errors } = configOf(root, 'tsconfig.json');
  // The linter looks at the parents of nodes.
  const host = ts.createCompilerHost(options, true);
  const program = ts.createProgram({
    ...{ rootNames: [...fileNames, ...typeTestsIn(root)], options, host },
    configFileParsingDiagnostics: errors,
  });
  return { program, host };
};

const diagnosticsOf = (root, { program, host }) => {
  const isChecked = ({ file }) =>
    file === undefined || !file.fileName.startsWith(join(root, TYPE_TESTS, '/'));
  return ts.formatDiagnostics(ts.getPreEmitDiagnostics(program).filter(isChecked), {
    ...host,
    getCurrentDirectory: () => root,
  });
};

const lint = async (root, { program }) => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false, project: null, programs: [program] } },
    },
  });
  const results = await eslint.lintFiles('.');
  const { format } = await eslint.loadFormatter('stylish');
  return format(results);
};

/**
 * Type-checks and lints a checkout, as `tsc -p tsconfig.json` and `eslint --max-warnings 0 .` do, with one program for both: most of
 * the time of a typed rule is that of the checker, which then knows the types already. Resolves to what each found, as text;
 * empty where that is nothing.
 */
export const checkSources = async (root) => {
  const checked = programOf(root);
  return { types: diagnosticsOf(root, checked), lint: await lint(root, checked) };
};

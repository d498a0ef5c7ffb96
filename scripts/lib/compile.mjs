import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { namedDeclarations } from './named-types.mjs';
import { configOf } from './ts-config.mjs';

/** Where declarations whose types are written by their names are, within what was built. */
export const NAMED = 'named';

const isProvider = (file) => file.includes('/src/providers/');

/** Whole or not at all: a build that is killed leaves no half of it behind. */
const nameTypes = (root, folder, program) => {
  const pathOf = (file) => relative(root, file).replace(/\.ts$/, '.d.ts');
  const declarationOf = (file) => readFileSync(join(root, 'build', pathOf(file)), 'utf8');
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  for (const [file, text] of namedDeclarations({ program, isNamed: isProvider, declarationOf })) {
    const target = join(draft, pathOf(file));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  renameSync(draft, folder);
};

const programOf = (root) => {
  const { options, fileNames: rootNames, errors } = configOf(root, 'tsconfig.build.json');
  const host = ts.createIncrementalCompilerHost(options);
  return {
    host,
    program: ts.createIncrementalProgram({
      ...{ rootNames, options, host },
      configFileParsingDiagnostics: errors,
    }),
  };
};

/** Writes what has changed, and returns all that the compiler found. */
const emit = ({ program, host }, onDeclaration) => {
  const before = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ];
  const { diagnostics } = program.emit(undefined, (file, text, ...rest) => {
    if (file.endsWith('.d.ts') && host.readFile(file) !== text) onDeclaration();
    host.writeFile(file, text, ...rest);
  });
  return ts.sortAndDeduplicateDiagnostics([...before, ...diagnostics]);
};

/**
 * Compiles a checkout, as `tsc -p tsconfig.build.json` does, and names the types of its lists, for which it takes the compiler's
 * knowledge of them. Returns what the compiler found, as text, and the exit code.
 */
export const compile = (root) => {
  const folder = join(root, 'build', NAMED);
  const compiled = programOf(root);
  const found = emit(compiled, () => rmSync(folder, { recursive: true, force: true }));
  if (found.length === 0 && !existsSync(folder)) nameTypes(root, folder, compiled.program.getProgram());
  const output = ts.formatDiagnostics(found, { ...compiled.host, getCurrentDirectory: () => root });
  return { output, code: found.length === 0 ? 0 : 2 };
};

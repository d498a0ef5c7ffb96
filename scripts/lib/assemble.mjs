// From what the compiler wrote to what is shipped: `build/` becomes `dist/`.
//
// - JavaScript in few files (bundle.mjs), without comments: they are in the declarations, where editors read them.
// - Only declarations that an entry of the package leads to.
// - A tree of lists is declared by the names of its endpoints. The compiler writes out the type of each of 161 lists
//   instead, five times in all.
// - Items, and what they are on the wire, are named as well: compile.mjs has put such declarations aside.
// - A type is imported from where it is declared. The compiler takes the shortest way, which leads through src/index and so
//   through every provider: whoever imports one of them would check all four.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { bundle } from './bundle.mjs';
import { NAMED } from './compile.mjs';
import { hoisted } from './hoisted-imports.mjs';

const parse = (file, text) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);

/** The type of a tree: `{ list: users }` is `{ readonly list: typeof users }`, a spread an intersection. */
const treeType = (node) => {
  if (!ts.isObjectLiteralExpression(node)) return `typeof ${node.getText()}`;
  const spread = node.properties.filter(ts.isSpreadAssignment).map(({ expression }) => treeType(expression));
  const own = node.properties.filter(ts.isPropertyAssignment);
  const members = own.map(({ name, initializer }) => `readonly ${name.getText()}: ${treeType(initializer)};`);
  return [...spread, ...(members.length > 0 ? [`{ ${members.join(' ')} }`] : [])].join(' & ');
};

const isLeaf = (node) => ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);

const isTree = (node) =>
  ts.isObjectLiteralExpression(node) &&
  node.properties.every((each) =>
    ts.isSpreadAssignment(each)
      ? isLeaf(each.expression)
      : ts.isPropertyAssignment(each) && (isLeaf(each.initializer) || isTree(each.initializer)),
  );

/** The declarations of a module that holds trees and nothing else; undefined for any other module. */
export const declarationsOfTrees = (text) => {
  const source = parse('a.ts', text);
  const parts = source.statements.map((statement) => {
    if (ts.isImportDeclaration(statement)) return statement.getText();
    if (!ts.isVariableStatement(statement)) return undefined;
    const [declaration, ...others] = statement.declarationList.declarations;
    if (others.length > 0 || declaration.initializer === undefined || !isTree(declaration.initializer))
      return undefined;
    const exported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    return `${exported ? 'export ' : ''}declare const ${declaration.name.getText()}: ${treeType(declaration.initializer)};`;
  });
  return parts.length === 0 || parts.includes(undefined)
    ? undefined
    : `${[...parts, 'export {};'].join('\n')}\n`;
};

const IMPORT = /\b(?:from|import) ?\(?(['"])(\.[^'"]+)\1/g;

const declarationOf = (from, specifier) => join(dirname(from), specifier).replace(/\.js$/, '.d.ts');

/** The module that declares what another one exports under a name; undefined where it cannot be found. */
const originOf = (file, name, read) => {
  const source = parse(file, read(file));
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement)) {
      if (statement.name?.getText() === name) return { file, name };
      const { declarations = [] } = statement.declarationList ?? {};
      if (declarations.some((each) => each.name.getText() === name)) return { file, name };
      continue;
    }
    if (statement.moduleSpecifier === undefined) continue;
    const target = declarationOf(file, statement.moduleSpecifier.text);
    const { exportClause } = statement;
    if (exportClause === undefined) {
      const found = originOf(target, name, read);
      if (found !== undefined) return found;
    } else if (ts.isNamedExports(exportClause)) {
      const named = exportClause.elements.find((each) => each.name.getText() === name);
      if (named !== undefined) return originOf(target, (named.propertyName ?? named.name).getText(), read);
    }
  }
  return undefined;
};

const specifierTo = (from, to) => {
  const path = relative(dirname(from), to)
    .split(sep)
    .join('/')
    .replace(/\.d\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
};

const THROUGH_INDEX = /import\("((?:\.\.\/)+index\.js)"\)\.(\w+)/g;

/** A declaration whose types come from where they are declared. */
export const straightened = (file, text, read) =>
  text.replace(THROUGH_INDEX, (whole, specifier, name) => {
    const origin = originOf(declarationOf(file, specifier), name, read);
    return origin === undefined ? whole : `import("${specifierTo(file, origin.file)}").${origin.name}`;
  });

/** All files that some entries lead to. */
const reachable = (entries, read) => {
  const seen = new Set();
  const rest = [...entries];
  while (rest.length > 0) {
    const file = rest.pop();
    if (seen.has(file)) continue;
    const text = read(file);
    if (text === undefined) continue;
    seen.add(file);
    for (const [, , specifier] of text.matchAll(IMPORT)) rest.push(declarationOf(file, specifier));
  }
  return seen;
};

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => relative(folder, join(each.parentPath, each.name)));

/** Every `types` that `exports` of package.json promises, as a path below `dist`. */
const typeEntries = ({ exports }) =>
  Object.values(exports).flatMap((value) =>
    typeof value === 'object' && typeof value.types === 'string'
      ? [value.types.replace(/^\.\/dist\//, '')]
      : [],
  );

const writeIfNew = (file, text) => {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** The page is put there by a build of its own. */
const PAGE = `page${sep}`;

/** What the compiler wrote, as it is shipped: declarations by their paths. */
const declarationsOf = (root, built, files) => {
  const texts = new Map();
  const raw = (file) => {
    const path = [join(built, NAMED, file), join(built, file)].find((each) => existsSync(each));
    return path === undefined ? undefined : readFileSync(path, 'utf8');
  };
  for (const file of files) {
    const source = join(root, file.replace(/\.d\.ts$/, '.ts'));
    const trees = existsSync(source) ? declarationsOfTrees(readFileSync(source, 'utf8')) : undefined;
    texts.set(file, trees ?? hoisted(straightened(file, raw(file), raw)));
  }
  return texts;
};

/** Writes `dist/` from `build/`: only what has changed, and nothing that is no longer there. */
export const assemble = async (root) => {
  const [built, dist] = [join(root, 'build'), join(root, 'dist')];
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const declared = declarationsOf(
    root,
    built,
    filesBelow(built).filter((file) => file.endsWith('.d.ts') && !file.startsWith(NAMED)),
  );
  const kept = reachable(typeEntries(manifest), (file) => declared.get(file));
  const shipped = new Map([...(await bundle(root)), ...[...kept].map((file) => [file, declared.get(file)])]);
  for (const [file, text] of shipped) writeIfNew(join(dist, file), text);
  for (const file of existsSync(dist) ? filesBelow(dist) : [])
    if (!shipped.has(file) && !file.startsWith(PAGE)) rmSync(join(dist, file));
};

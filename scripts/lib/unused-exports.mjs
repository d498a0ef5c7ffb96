import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** What is looked at; a folder that a checkout does not have is passed over. */
const FOLDERS = ['operators', 'src', 'web/src', 'scripts', 'bench', 'test', 'type-tests', 'examples'];
const CODE = /(?<!\.d)\.(ts|mts|mjs)$/;
/** Programs of other packages, which import the package as its users do. */
const FOREIGN = /(^|\/)(node_modules|test\/consumers)\//;

const filesOf = (root) => {
  const present = new Set(readdirSync(root));
  return FOLDERS.filter((folder) => present.has(folder.split('/')[0]))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
    )
    .filter((name) => CODE.test(name) && !FOREIGN.test(name));
};

const isExported = (node) =>
  ts.canHaveModifiers(node) &&
  ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

const namesIn = (name) =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));

/** The names that a statement declares and exports. What it hands on from another file is that file's. */
const declaredBy = (statement) => {
  if (!isExported(statement)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  return statement.name === undefined ? [] : [statement.name.text];
};

const ALL = '*';

/** The names that an import or an export asks of another file. */
const namesAsked = (node) => {
  const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
  return bindings !== undefined && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings))
    ? bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
    : [ALL];
};

/** The beginning of a path is enough: which files `import(`./cases/${name}.mjs`)` loads is known only when it runs. */
const dynamicPath = (argument) => {
  if (argument === undefined) return undefined;
  if (ts.isStringLiteralLike(argument)) return { path: argument.text };
  return ts.isTemplateExpression(argument) ? { folder: dirname(`${argument.head.text}x`) } : undefined;
};

/** What is imported within expressions and types. Few files do so, and it takes a look at every node. */
const importsWithin = (source) => {
  if (!source.text.includes('import(')) return [];
  const found = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      found.push({ ...dynamicPath(node.arguments[0]), names: [ALL] });
    if (ts.isImportTypeNode(node)) found.push({ path: node.argument.literal.text, names: [ALL] });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/** What a file asks of others: `{ path, names }`, or `{ folder }` for all files in one. */
const requestsOf = (source) => [
  ...source.statements
    .filter((node) => (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
    .map((node) => ({ path: node.moduleSpecifier.text, names: namesAsked(node) })),
  ...importsWithin(source),
];

/** The file that a relative path leads to; bare names lead to packages. */
const resolved = (files, from, path) => {
  if (path === undefined || !path.startsWith('.')) return undefined;
  const target = join(dirname(from), path);
  return [target, target.replace(/\.(m?)js$/, '.$1ts'), `${target}.ts`, join(target, 'index.ts')].find(
    (name) => files.has(name),
  );
};

/** Notes what one file asks of the others. */
const noteRequests = (asked, file, source) => {
  for (const { path, folder, names } of requestsOf(source)) {
    const isAsked = folder === undefined ? undefined : join(dirname(file), folder);
    const targets =
      isAsked === undefined
        ? [resolved(asked, file, path)]
        : [...asked.keys()].filter((name) => dirname(name) === isAsked);
    for (const target of targets)
      if (target !== undefined && target !== file) for (const name of names) asked.get(target).add(name);
  }
};

/**
 * Returns the exports that no other file asks for, each as `path: name`. A stranger takes an export for something that others rely on.
 *
 * @param root the folder of the checkout
 * @param parsed returns a file that has been parsed already, by its absolute path
 */
export const unusedExports = (root, parsed = () => undefined) => {
  const asked = new Map(filesOf(root).map((file) => [file, new Set()]));
  const sources = new Map(
    [...asked.keys()].map((file) => {
      const path = join(root, file);
      return [
        file,
        parsed(path) ?? ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest),
      ];
    }),
  );
  for (const [file, source] of sources) noteRequests(asked, file, source);
  return [...sources].flatMap(([file, source]) => {
    const names = asked.get(file);
    if (names.has(ALL)) return [];
    return [...new Set(source.statements.flatMap(declaredBy))]
      .filter((name) => !names.has(name))
      .map((name) => `${file}: ${name}`);
  });
};

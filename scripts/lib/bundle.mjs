// Many modules become few files: one for each entry, and one for what several entries share. Whoever imports an entry loads
// a dozen files in place of three hundred.
//
// Bundlers leave out what a program does not use: a whole file of a package without side effects, but of a file that is used
// only what visibly has none. Each module of ours only declares; its calls are marked so that they can see it.
import { existsSync, readFileSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { rolldown } from 'rolldown';
import ts from 'typescript';

const MARK = '/* @__PURE__ */ ';

const isLater = (node) => ts.isFunctionLike(node) || ts.isClassLike(node);

/** What a bundler cannot know to be without effect: a call, and a property, which may be a getter. */
const mayAct = (node) =>
  !isLater(node) &&
  (ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node) ||
    ts.forEachChild(node, (child) => mayAct(child) || undefined) === true);

const isCallOfPlainValues = (node) =>
  (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
  (ts.isIdentifier(node.expression) ||
    (ts.isPropertyAccessExpression(node.expression) && ts.isIdentifier(node.expression.expression))) &&
  (node.arguments ?? []).every((argument) => !mayAct(argument));

const hasAwait = (node) =>
  !isLater(node) &&
  (ts.isAwaitExpression(node) || ts.forEachChild(node, (child) => hasAwait(child) || undefined) === true);

/** The marks of one declaration, as texts to insert: a call gets the mark, anything else becomes a call that has it. */
const marksOf = ({ name, initializer: value }, source) => {
  if (value === undefined || !ts.isIdentifier(name) || !mayAct(value) || hasAwait(value)) return [];
  const at = value.getStart(source);
  return isCallOfPlainValues(value)
    ? [[at, MARK]]
    : [
        [at, `${MARK}(() => (`],
        [value.getEnd(), '))()'],
      ];
};

/** A module whose constants a bundler may leave out where nothing uses them. */
export const marked = (text) => {
  const source = ts.createSourceFile('a.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const marks = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations.flatMap((each) => marksOf(each, source)));
  return marks.reduceRight((left, [at, mark]) => left.slice(0, at) + mark + left.slice(at), text);
};

const leaves = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(leaves));

/** Every script that `exports`, `imports` and `bin` of package.json lead to, as a path below `dist`. */
export const scriptEntries = ({ exports = {}, imports = {}, bin = {} }) =>
  [
    ...new Set(
      [exports, imports, bin]
        .flatMap(leaves)
        .map((path) => path.replace(/^\.\//, ''))
        .filter((path) => path.startsWith('dist/') && path.endsWith('.js')),
    ),
  ].map((path) => path.slice('dist/'.length));

/** The package that an import names: `a` of `a/b`, `@a/b` of `@a/b/c`. */
const packageOf = (specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];

/**
 * Names the file of a module that is nothing but the way to a package of someone else: a file of its own, since a bundler that takes
 * any part of a file takes what its packages do when they are loaded. All other modules are grouped by the entries that lead to them.
 */
const fileOfBringer =
  ({ dependencies = {} }) =>
  (id, modules) => {
    const { importedIds } = modules.getModuleInfo(id);
    const brings = importedIds.some((each) => Object.hasOwn(dependencies, packageOf(each)));
    return brings && !importedIds.some(isAbsolute) ? basename(id, '.js') : null;
  };

/** The scripts that are shipped, by their paths below `dist`. */
export const bundle = async (root) => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = scriptEntries(manifest).filter((entry) => existsSync(join(root, 'build', entry)));
  const bundling = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((entry) => [entry.replace(/\.js$/, ''), `./build/${entry}`])),
    // A package of someone else, Node's own, and what `imports` chooses by platform.
    external: /^(?!\.{0,2}\/)/,
    platform: 'neutral',
    treeshake: { moduleSideEffects: false },
    plugins: [{ name: 'mark', transform: marked }],
  });
  const { output } = await bundling.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    codeSplitting: { groups: [{ debugName: 'packages', name: fileOfBringer(manifest) }] },
    comments: { annotation: true, legal: false, jsdoc: false },
  });
  await bundling.close();
  return new Map(output.map(({ fileName, code }) => [fileName, code]));
};

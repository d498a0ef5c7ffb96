import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What happened, and what to do about it. */
type TextKind = 'message' | 'advice';

/** The texts of one source file, in its order. */
export type FileTexts = Readonly<Record<TextKind, readonly string[]>>;

type Kinds = readonly (TextKind | undefined)[];

/** What the arguments of shared functions are that refuse something; undefined for an argument that is no text. */
const FUNCTIONS: Readonly<Record<string, Kinds>> = {
  fail: [undefined, 'message', 'advice'],
  /** That of the operators: every other file has its own. */
  refuse: [undefined, undefined, 'message'],
  refuseOption: [undefined, undefined, 'message', 'advice'],
  ...{ missing: ['message', 'advice'], broken: ['message'], thrownBy: ['message'] },
  ...{ misfit: [undefined, 'message'], mustHold: [undefined, undefined, 'message'] },
  ...{ must: ['message'], left: ['message'], heldFailure: ['message'] },
};

/** The same, of constructors. */
const CLASSES: Readonly<Record<string, Kinds>> = {
  ...{ Error: ['message'], TypeError: ['message'], RangeError: ['message'], UsageError: ['message'] },
  ...{ WalkError: [undefined, 'message'], BodyEncodingError: ['message'], StalledError: ['message'] },
  QueryError: [undefined, 'message'],
};

/** What the parameters and constants of a name hold. */
const NAMES: Readonly<Record<string, TextKind>> = {
  ...{ message: 'message', what: 'message', why: 'message', rule: 'message' },
  ...{ advice: 'advice', ADVICE: 'advice' },
};

/** A template with a mark in the place of each value. */
const templateText = ({ head, templateSpans }: ts.TemplateExpression): string =>
  [head.text, ...templateSpans.map(({ literal }) => `{…}${literal.text}`)].join('');

/** The expressions that a node may stand for: the constants and functions of its file. */
type Constants = ReadonlyMap<string, ts.Expression>;

const without = (constants: Constants, name: string): Constants =>
  new Map([...constants].filter(([other]) => other !== name));

/** The texts of a table, such as the advice for each status. */
const textsInTable = (node: ts.Expression, constants: Constants): readonly string[] => {
  const table = ts.isIdentifier(node) ? constants.get(node.text) : node;
  if (table === undefined || !ts.isObjectLiteralExpression(table)) return [];
  return table.properties.flatMap((each) =>
    ts.isPropertyAssignment(each) ? textsIn(each.initializer, constants) : [],
  );
};

/** All texts that an expression may give, those of the constants and of the short functions of its file included. */
const textsIn = (node: ts.Node | undefined, constants: Constants): readonly string[] => {
  const inAll = (...nodes: readonly ts.Node[]): readonly string[] =>
    nodes.flatMap((each) => textsIn(each, constants));
  if (node === undefined) return [];
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [templateText(node)];
  if (ts.isConditionalExpression(node)) return inAll(node.whenTrue, node.whenFalse);
  if (ts.isParenthesizedExpression(node)) return inAll(node.expression);
  if (ts.isElementAccessExpression(node)) return textsInTable(node.expression, constants);
  if (ts.isArrowFunction(node)) return inAll(node.body);
  if (ts.isBinaryExpression(node)) return inAll(node.left, node.right);
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return inAll(node.expression);
  return ts.isIdentifier(node) ? textsIn(constants.get(node.text), without(constants, node.text)) : [];
};

/** A text of one word is a name, not a sentence. */
const isSentence = (text: string): boolean => /[^\s{…}] [^\s{…}]/.test(text);

type Said = readonly (readonly [TextKind, ts.Expression])[];

/** What the arguments of a function mean: by the names of its parameters, if it is one of the file. */
const kindsOf = (name: string, constants: Constants): Kinds | undefined => {
  const own = constants.get(name);
  return own !== undefined && ts.isArrowFunction(own)
    ? own.parameters.map((each) => NAMES[each.name.getText()])
    : FUNCTIONS[name];
};

const calledName = ({ expression }: ts.CallExpression | ts.NewExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();

const saidByCall = (node: ts.CallExpression | ts.NewExpression, constants: Constants): Said => {
  const name = calledName(node);
  const kinds = ts.isNewExpression(node) ? CLASSES[name] : kindsOf(name, constants);
  return (node.arguments ?? []).flatMap((argument, index) => {
    const kind = kinds?.[index];
    return kind === undefined || ts.isObjectLiteralExpression(argument) ? [] : [[kind, argument] as const];
  });
};

/** What a node says: pairs of a kind and an expression. */
const saidBy = (node: ts.Node, constants: Constants): Said => {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return saidByCall(node, constants);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) {
    const text = ts.isTemplateExpression(node) ? templateText(node) : node.text;
    return text.startsWith('must ') ? [['message', node]] : [];
  }
  if (!ts.isPropertyAssignment(node) && !ts.isVariableDeclaration(node) && !ts.isParameter(node)) return [];
  const kind = NAMES[node.name.getText()];
  return kind === undefined || node.initializer === undefined ? [] : [[kind, node.initializer]];
};

/** Returns the error texts of a source: what is given as a `message` or an `advice`, to a constructor of an error or to what refuses. */
export const textsOfSource = (name: string, content: string): FileTexts => {
  const source = ts.createSourceFile(name, content, ts.ScriptTarget.Latest, true);
  const constants = new Map<string, ts.Expression>();
  const found: Record<TextKind, Set<string>> = { message: new Set(), advice: new Set() };
  const declare = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined)
      constants.set(node.name.text, node.initializer);
    ts.forEachChild(node, declare);
  };
  const visit = (node: ts.Node): void => {
    for (const [kind, expression] of saidBy(node, constants))
      for (const text of textsIn(expression, constants)) if (isSentence(text)) found[kind].add(text);
    ts.forEachChild(node, visit);
  };
  declare(source);
  visit(source);
  return { message: [...found.message], advice: [...found.advice] };
};

/** Returns the error texts of all source files that have any, by their paths. The sandbox speaks as the vendors do, and is left out. */
export const collectErrorTexts = (): Readonly<Record<string, FileTexts>> =>
  Object.fromEntries(
    ['operators', 'src']
      .flatMap((folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
          `${folder}/${path}`.replaceAll('\\', '/'),
        ),
      )
      .filter((path) => path.endsWith('.ts') && !path.startsWith('src/sandbox/'))
      .sort()
      .map((path) => [path, textsOfSource(path, readFileSync(join(ROOT, path), 'utf8'))] as const)
      .filter(([, { message, advice }]) => message.length + advice.length > 0),
  );

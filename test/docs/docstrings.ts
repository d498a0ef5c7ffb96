import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './sheet.js';

/** A name that an entry of the package exports, and what its docstring says. */
export interface PublicSymbol {
  /** What it is imported from: `headwater/openai`. */
  readonly entry: string;
  /** With the namespaces that it is in: `records.projectOf`. */
  readonly name: string;
  readonly kind: 'class' | 'function' | 'interface' | 'type' | 'value';
  /** The file and the line of its declaration. */
  readonly place: string;
  readonly summary: string;
  readonly examples: readonly Example[];
  /** Parameters of a function that no `@param` describes. */
  readonly bareParameters: readonly string[];
  /** Members without a docstring. */
  readonly bareMembers: readonly string[];
}

/** The text of one `@example`, and the file and the line that it is at. */
export interface Example {
  readonly place: string;
  readonly text: string;
}

const entriesOf = (): [entry: string, file: string][] => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, { types?: string }>;
  };
  return Object.entries(exports).flatMap(([name, { types }]) =>
    types === undefined
      ? []
      : [[`headwater${name.slice(1)}`, join(root, types.replace('dist/', '').replace(/\.d\.ts$/, '.ts'))]],
  );
};

const placeOf = (node: ts.Node): string => {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${source.fileName.slice(root.length + 1)}:${String(line + 1)}`;
};

/** The function that a declaration writes out: itself, or what its name stands for. */
const functionOf = (declaration: ts.Declaration): ts.SignatureDeclaration | undefined => {
  const node = ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  return node !== undefined && ts.isFunctionLike(node) ? node : undefined;
};

const kindOf = (symbol: ts.Symbol, declaration: ts.Declaration): PublicSymbol['kind'] => {
  if (symbol.flags & ts.SymbolFlags.Class) return 'class';
  if (symbol.flags & ts.SymbolFlags.Interface) return 'interface';
  if (symbol.flags & ts.SymbolFlags.TypeAlias) return 'type';
  return functionOf(declaration) === undefined ? 'value' : 'function';
};

const isMember = (node: ts.Node): node is ts.TypeElement | ts.ClassElement =>
  ts.isPropertySignature(node) ||
  ts.isMethodSignature(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isGetAccessor(node);

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override;

/** `readonly kind: 'growth'` says what it is. */
const saysItself = (node: ts.TypeElement | ts.ClassElement): boolean => {
  if (ts.isPropertyDeclaration(node) && node.initializer !== undefined)
    return ts.isStringLiteral(node.initializer);
  const type = ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) ? node.type : undefined;
  return type !== undefined && ts.isLiteralTypeNode(type) && type.literal.kind !== ts.SyntaxKind.NullKeyword;
};

const isWrittenOut = (node: ts.TypeElement | ts.ClassElement): boolean =>
  !(ts.getCombinedModifierFlags(node) & HIDDEN) && !saysItself(node);

/** The members of an interface or a class. The forms of a union have their comments in front of them. */
const membersOf = (declaration: ts.Declaration): (ts.TypeElement | ts.ClassElement)[] =>
  ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)
    ? [...declaration.members].filter((each) => isMember(each) && isWrittenOut(each))
    : [];

const bareMembersOf = (checker: ts.TypeChecker, declaration: ts.Declaration): string[] =>
  membersOf(declaration).flatMap(({ name }) => {
    if (name === undefined || ts.isPrivateIdentifier(name)) return [];
    const symbol = checker.getSymbolAtLocation(name);
    return symbol?.getDocumentationComment(checker).length === 0 ? [name.getText()] : [];
  });

const bareParametersOf = (declaration: ts.Declaration): string[] => {
  const described = ts.getJSDocTags(declaration).filter(ts.isJSDocParameterTag).length;
  return (functionOf(declaration)?.parameters ?? []).slice(described).map(({ name }) => name.getText());
};

const isInternal = (declaration: ts.Declaration): boolean =>
  ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === 'internal');

const examplesOf = (declaration: ts.Declaration): Example[] =>
  ts
    .getJSDocTags(declaration)
    .filter(({ tagName }) => tagName.text === 'example')
    .map((tag) => ({ place: placeOf(tag), text: ts.getTextOfJSDocComment(tag.comment) ?? '' }));

/**
 * A program of files of the package, and of nothing that they import from other packages: no docstring is there, and to read them takes
 * longer than all else.
 */
const ownProgram = (files: readonly string[]): ts.Program => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8')) as {
    config: object;
  };
  const parsed = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  const options = { ...parsed.options, noLib: true, types: [] };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) =>
      text.startsWith('.') ? ts.resolveModuleName(text, from, options, host) : { resolvedModule: undefined },
    );
  return ts.createProgram(files, options, host);
};

/** Returns every name that the package exports, once, as the first entry that has it calls it. */
export const publicSymbols = (): PublicSymbol[] => {
  const entries = entriesOf();
  const program = ownProgram(entries.map(([, file]) => file));
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Symbol>();

  const visit = (entry: string, prefix: string, exported: ts.Symbol): PublicSymbol[] => {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
    const [declaration] = symbol.declarations ?? [];
    if (seen.has(symbol) || declaration === undefined || isInternal(declaration)) return [];
    seen.add(symbol);
    const name = `${prefix}${exported.name}`;
    if (symbol.flags & ts.SymbolFlags.ValueModule)
      return checker.getExportsOfModule(symbol).flatMap((each) => visit(entry, `${name}.`, each));
    const kind = kindOf(symbol, declaration);
    return [
      {
        ...{ entry, name, kind, place: placeOf(declaration) },
        summary: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
        examples: examplesOf(declaration),
        bareParameters: bareParametersOf(declaration),
        bareMembers: kind === 'function' || kind === 'value' ? [] : bareMembersOf(checker, declaration),
      },
    ];
  };
  return entries.flatMap(([entry, file]) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    return module === undefined
      ? []
      : checker.getExportsOfModule(module).flatMap((each) => visit(entry, '', each));
  });
};

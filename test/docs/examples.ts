import ts from 'typescript';
import type { Example } from './docstrings.js';
import type { Snippet } from './extract.js';

/** What a name that an example does not declare is imported from. */
export type Origin = (name: string) => string | undefined;

/** How an example begins that needs what a test does not have, such as a vendor's account: its types are all that is checked. */
const ONLY_TYPES = '```ts no-run\n';
const FENCE = /^```ts(?: no-run)?\n([\s\S]*?)\n```\s*$/;

const isDeclared = (node: ts.Identifier): boolean => {
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isBindingElement(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isClassDeclaration(parent) ||
      ts.isInterfaceDeclaration(parent) ||
      ts.isTypeAliasDeclaration(parent) ||
      ts.isImportSpecifier(parent) ||
      ts.isImportClause(parent) ||
      ts.isNamespaceImport(parent)) &&
    parent.name === node
  );
};

/** Whether an identifier names a member, and nothing by itself. */
const isMemberName = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodDeclaration(parent)) &&
    parent.name === node
  );
};

/** The names that a program uses and declares nowhere. */
const freeNames = (source: ts.SourceFile): string[] => {
  const used = new Set<string>();
  const declared = new Set<string>();
  const look = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      if (isDeclared(node)) declared.add(node.text);
      else if (!isMemberName(node)) used.add(node.text);
    }
    node.forEachChild(look);
  };
  look(source);
  return [...used].filter((name) => !declared.has(name)).sort();
};

/** Names of other packages that examples use, as the field calls them. */
const MODULES: Readonly<Record<string, string>> = {
  t: "import * as t from 'io-ts';",
  E: "import { either as E } from 'fp-ts';",
  O: "import { option as O } from 'fp-ts';",
  ApplicationConfig: "import type { ApplicationConfig } from '@angular/core';",
  Agent: "import { Agent } from 'undici';",
  Redis: "import { Redis } from 'ioredis';",
  WebSocketServer: "import { WebSocketServer } from 'ws';",
  createServer: "import { createServer } from 'node:http';",
  readFileSync: "import { readFileSync } from 'node:fs';",
  toSignal: "import { toSignal } from '@angular/core/rxjs-interop';",
};

const importOf = (name: string, origin: Origin): string[] => {
  const whole = MODULES[name];
  if (whole !== undefined) return [whole];
  const module = origin(name);
  return module === undefined ? [] : [`import { ${name} } from '${module}';`];
};

/** What the comments behind the statements say is printed: a comment in front of one is prose. */
const outputOf = (source: ts.SourceFile): string => {
  const { text } = source;
  return [
    ...source.statements.flatMap(({ end }) => ts.getTrailingCommentRanges(text, end) ?? []),
    ...(ts.getLeadingCommentRanges(text, source.endOfFileToken.getFullStart()) ?? []),
  ]
    .map(({ pos, end }) => text.slice(pos, end).replace(/^\/\/ ?/, ''))
    .join('\n');
};

/** Returns the program that an example stands for: with the imports that it leaves out, and what it says that it prints. */
export const snippetOf = ({ place, text }: Example, origin: Origin): Snippet => {
  const code = FENCE.exec(text)?.[1] ?? text;
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  const run = !text.startsWith(ONLY_TYPES);
  return {
    place,
    code: [...freeNames(source).flatMap((name) => importOf(name, origin)), code].join('\n'),
    run,
    output: run ? outputOf(source) : undefined,
  };
};

// Every regular expression that may meet a text of a server, and the texts that are worst for it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** Rooms in which no text comes from a server: the sandbox reads what its own clients send. */
const NOT_A_CLIENT = /^src\/sandbox\//;

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

const literalsIn = (file, text) => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const literal = node.getText(source);
      const end = literal.lastIndexOf('/');
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push({ file, line, pattern: new RegExp(literal.slice(1, end), literal.slice(end + 1)) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/**
 * The expressions of the package's own code, in the order of the files.
 *
 * @param {string} root
 * @returns {{ file: string, line: number, pattern: RegExp }[]}
 */
export const expressionsIn = (root) => {
  const files = ['operators', 'src'].flatMap((folder) => filesBelow(join(root, folder)));
  return files
    .map((file) => relative(root, file))
    .filter((file) => !NOT_A_CLIENT.test(file))
    .sort()
    .flatMap((file) => literalsIn(file, readFileSync(join(root, file), 'utf8')));
};

const unique = (texts) => [...new Set(texts)];

/**
 * Texts that an expression may be slow with: what it is made of, many times over, with an end that it rejects. Its own
 * words stand in front as well, where it looks for them first.
 *
 * @param {RegExp} pattern
 * @returns {{ start: string, pump: string, textOf: (length: number) => string }[]}
 */
export const attacksOn = ({ source }) => {
  const words = unique(source.match(/[A-Za-z_]{2,}/g) ?? []);
  const marks = unique(source.match(/[^\w\\\s]/g) ?? []);
  const pumps = unique([
    ' ',
    '0',
    'a',
    'Z',
    '-',
    '"',
    '\\',
    ...marks,
    ...words,
    ...marks.map((each) => `${each}a`),
    '0.',
    '0e',
    'a ',
  ]);
  const starts = unique(['', '0', 'a', ...words, ...marks]);
  const sized = (start, pump, end) => ({
    start,
    pump,
    textOf: (length) =>
      start + pump.repeat(Math.max(1, Math.floor((length - start.length) / pump.length))) + end,
  });
  return pumps.flatMap((pump) => starts.map((start) => sized(start, pump, '\u0000')));
};

/**
 * Uses an expression as its owner may: all matches where it is global, else one.
 *
 * @param {RegExp} pattern
 * @param {string} text
 * @returns {number | boolean}
 */
export const runOn = (pattern, text) => {
  pattern.lastIndex = 0;
  if (pattern.global) {
    let matches = 0;
    for (const _ of text.matchAll(pattern)) matches += 1;
    return matches;
  }
  return pattern.test(text);
};

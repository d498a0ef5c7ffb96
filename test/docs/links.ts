import ts from 'typescript';

/** A test that a page of the documentation points to. */
interface TestLink {
  /** From the page, as it is written: `../test/traps.spec.ts`. */
  readonly path: string;
  readonly title: string;
}

/** One row of a table whose last column is `test`. */
interface LinkedRow {
  /** The heading above the table. */
  readonly section: string;
  /** What stands in the first column. */
  readonly what: string;
  readonly links: readonly TestLink[];
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const linksOf = (cell: string): TestLink[] =>
  [...cell.matchAll(/\[[^[\]]+\]\(([^()]+)\) `([^`]+)`/g)].map(([, path = '', title = '']) => ({
    path,
    title,
  }));

/** Returns the rows of all tables of a page whose last column is called `test`. */
export const linkedRows = (markdown: string): LinkedRow[] => {
  const rows: LinkedRow[] = [];
  let section = '';
  let inTable = false;
  for (const line of markdown.split('\n')) {
    section = /^#+ (.*)$/.exec(line)?.[1] ?? section;
    const cells = cellsOf(line);
    const last = cells.at(-1);
    if (last === undefined) inTable = false;
    else if (last === 'test') inTable = true;
    else if (inTable && !/^:?-+:?$/.test(last)) {
      rows.push({ section, what: cells[0] ?? '', links: linksOf(last) });
    }
  }
  return rows;
};

/** Titles that hold less text of their own than this would fit anything. */
const LEAST_TEXT = 6;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patternOf = (template: ts.TemplateExpression): RegExp | undefined => {
  const parts = [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
  return parts.join('').length < LEAST_TEXT
    ? undefined
    : new RegExp(`^${parts.map(escaped).join('.+')}$`, 's');
};

/**
 * Tells whether the source of a spec holds a text that can be the title of a test: a literal, or a template that it fits.
 * Titles often stand in a table of cases, so that not only the arguments of `it` are looked at.
 */
export const holdsTitle = (source: string, title: string): boolean => {
  const found = (node: ts.Node): boolean => {
    if (ts.isStringLiteralLike(node) && node.text === title) return true;
    if (ts.isTemplateExpression(node) && patternOf(node)?.test(title) === true) return true;
    return ts.forEachChild(node, found) ?? false;
  };
  return found(ts.createSourceFile('spec.ts', source, ts.ScriptTarget.ES2022));
};

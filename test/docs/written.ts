import { readFileSync, writeFileSync } from 'node:fs';

/** A table, as a page of the guide holds it: aligned, as the formatter leaves it. */
export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], fill = ' '): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ].join('\n');
};

const fileOf = (page: string): URL => new URL(`../../docs/${page}`, import.meta.url);

const marks = (name: string): readonly [string, string] => [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];

/** The part of a page between the marks of that name. */
export const partOf = (page: string, name: string): string => {
  const [begin, end] = marks(name);
  const text = readFileSync(fileOf(page), 'utf8');
  return text.slice(text.indexOf(begin) + begin.length, text.indexOf(end)).trim();
};

/** Writes the part of a page between the marks of that name anew. */
export const writePart = (page: string, name: string, part: string): void => {
  const [begin, end] = marks(name);
  const text = readFileSync(fileOf(page), 'utf8');
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  writeFileSync(fileOf(page), `${before}\n\n${part}\n\n${text.slice(text.indexOf(end))}`);
};

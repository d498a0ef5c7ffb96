/** @typedef {{ title: string, columns: readonly string[], rows: readonly (readonly string[])[], notes?: readonly string[] }} Table */

/** Every column but the first, and but texts, reads best when it ends at the right. */
const isNumeric = (text) => /^[-<>~]?\d/.test(text);

/**
 * @param {Table} table
 * @returns {string} for a terminal
 */
export const asText = ({ title, columns, rows, notes = [] }) => {
  const widths = columns.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells) =>
    cells
      .map((cell, at) => (isNumeric(cell) && at > 0 ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [title, '', line(columns), rule, ...rows.map(line), ...notes.map((note) => `  ${note}`), ''].join(
    '\n',
  );
};

/** An expression, or a text of a server, is no markup: as code it leads nowhere and is shown as it is. */
const asCell = (text) => {
  const cell = text.replaceAll('|', '\\|');
  if (!/[[\]<>*_\\`]/.test(text)) return cell;
  return text.includes('`') ? `\`\` ${cell} \`\`` : `\`${cell}\``;
};

/**
 * @param {Table} table
 * @returns {string} for a page of the documentation
 */
export const asMarkdown = ({ title, columns, rows, notes = [] }) => {
  const line = (cells) => `| ${cells.map(asCell).join(' | ')} |`;
  const body = [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
  return [`**${title}**`, body, ...notes].join('\n\n');
};

/** @param {number} value @param {number} [digits] */
export const fixed = (value, digits = 2) => value.toFixed(digits);

/** @param {{ low: number, high: number }} spread @param {number} [digits] */
export const range = ({ low, high }, digits = 2) => `${fixed(low, digits)}..${fixed(high, digits)}`;

/** Columns of the narrowest terminal that help is made for. */
const WIDTH = 80;

/** A line in lines of 80 columns, each as far in as the first. A command line is not cut: it is there to be copied. */
const folded = (line: string): readonly string[] => {
  if (line.length <= WIDTH || /^ +headwater /.test(line)) return [line];
  const [indent = ''] = /^ */.exec(line) ?? [];
  const lines: string[] = [];
  let last = '';
  for (const word of line.trim().split(' ')) {
    const longer = last === '' ? `${indent}${word}` : `${last} ${word}`;
    if (longer.length > WIDTH && last !== '') {
      lines.push(last);
      last = `${indent}${word}`;
    } else last = longer;
  }
  return [...lines, last];
};

/** The text below the options of a command, in lines that fit a terminal of 80 columns. */
export const helpText = (...lines: readonly string[]): string =>
  lines
    .flatMap((line) => line.split('\n'))
    .flatMap(folded)
    .join('\n');

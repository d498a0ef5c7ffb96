/** A program found in a page of the documentation. */
export interface Snippet {
  /** The page, and the line of the fence, counted from 1: `docs/resume.md:12`. */
  readonly place: string;
  readonly code: string;
  /** Whether it is run, or its types are all that is checked (`ts no-run`). */
  readonly run: boolean;
  /** What it must print: the text of the `text output` fence that follows it. */
  readonly output: string | undefined;
}

interface Fence {
  readonly line: number;
  readonly info: readonly string[];
  readonly text: string;
}

/** The fenced blocks of a page, in order. A fence closes with at least as many ticks as it opened with. */
const fencesOf = (markdown: string): Fence[] => {
  const fences: Fence[] = [];
  let open: { line: number; ticks: string; indent: number; info: string[]; body: string[] } | undefined;
  markdown.split(/\r?\n/).forEach((text, index) => {
    const [, indent = '', ticks = '', info = ''] = /^( *)(`{3,})([^`]*)$/.exec(text) ?? [];
    if (open === undefined) {
      if (ticks === '') return;
      const words = info.split(/\s+/).filter((word) => word !== '');
      open = { line: index + 1, ticks, indent: indent.length, info: words, body: [] };
    } else if (ticks.length >= open.ticks.length && info.trim() === '') {
      fences.push({ line: open.line, info: open.info, text: open.body.join('\n') });
      open = undefined;
    } else {
      // A fence inside a list item is indented with it.
      open.body.push(text.slice(0, open.indent).trim() === '' ? text.slice(open.indent) : text);
    }
  });
  if (open !== undefined) throw new Error(`the fence opened in line ${String(open.line)} is never closed`);
  return fences;
};

const isProgram = ({ info }: Fence): boolean => info[0] === 'ts' || info[0] === 'typescript';
const isOutput = ({ info }: Fence): boolean => info[0] === 'text' && info[1] === 'output';

/** Returns the programs of a page; a `text output` fence that follows no program is an error, not prose. */
export const snippetsOf = (page: string, markdown: string): Snippet[] => {
  const fences = fencesOf(markdown);
  return fences.flatMap((fence, index) => {
    const place = `${page}:${String(fence.line)}`;
    if (isOutput(fence)) {
      const before = fences[index - 1];
      if (before === undefined || !isProgram(before) || before.info.includes('no-run')) {
        throw new Error(`${place}: this output belongs to no program that is run`);
      }
    }
    if (!isProgram(fence)) return [];
    const next = fences[index + 1];
    return [
      {
        place,
        code: fence.text,
        run: !fence.info.includes('no-run'),
        output: next !== undefined && isOutput(next) ? next.text : undefined,
      },
    ];
  });
};

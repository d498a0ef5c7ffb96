import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { BaselineLine, JournalEntry } from '../monitor/journal.js';

const NEWLINE = 0x0a;
const BLOCK = 1 << 16;
/** Lines are handed to the file system in blocks of about this size. */
const CHUNK = 1 << 20;

const hex = (sum: number): string => sum.toString(16).padStart(8, '0');

const HEAD = '{"crc":"00000000","entry":'.length;

/** Returns an entry as a line of a log, with a sum that finds what a failing disk changed. */
export const entryLine = (entry: JournalEntry): string => {
  const text = JSON.stringify(entry);
  return `{"crc":"${hex(crc32(text))}","entry":${text}}\n`;
};

/** Returns the entry of a line without its end; undefined where the line is damaged. */
export const parseEntry = (line: string): JournalEntry | undefined => {
  const text = line.slice(HEAD, -1);
  if (line !== `{"crc":"${hex(crc32(text))}","entry":${text}}`) return undefined;
  return JSON.parse(text) as JournalEntry;
};

/** The length of the last line of a baseline. */
export const END_LENGTH = '{"type":"end","crc":"00000000"}\n'.length;

/** Returns the last line of a baseline, for the sum of everything before it. */
export const endLine = (sum: number): string => `{"type":"end","crc":"${hex(sum)}"}\n`;

/** Returns a baseline as blocks of bytes, its sum at the end, and the last entry that it holds. */
export const encodeBaseline = (
  lines: Iterable<BaselineLine>,
): { readonly blocks: readonly Uint8Array[]; readonly seq: number } => {
  const blocks: Uint8Array[] = [];
  let sum = 0;
  let seq = 0;
  let text = '';
  const flush = (): void => {
    const block = Buffer.from(text);
    text = '';
    sum = crc32(block, sum);
    blocks.push(block);
  };
  for (const line of lines) {
    if (line.type === 'head' && typeof line.seq === 'number') ({ seq } = line);
    text += `${JSON.stringify(line)}\n`;
    if (text.length >= CHUNK) flush();
  }
  flush();
  blocks.push(Buffer.from(endLine(sum)));
  return { blocks, seq };
};

/** A line without its end, and whether its end was there. */
interface Line {
  readonly text: string;
  readonly isWhole: boolean;
}

/** Yields the lines of a file; no more than one is held. */
export function* linesOf(path: string): Generator<Line> {
  const file = openSync(path, 'r');
  try {
    const block = Buffer.alloc(BLOCK);
    let begun: Buffer[] = [];
    for (let read = readSync(file, block); read > 0; read = readSync(file, block)) {
      let from = 0;
      for (let at = block.indexOf(NEWLINE); at >= 0 && at < read; at = block.indexOf(NEWLINE, from)) {
        const text = Buffer.concat([...begun, block.subarray(from, at)]).toString();
        begun = [];
        from = at + 1;
        yield { text, isWhole: true };
      }
      if (from < read) begun.push(Buffer.from(block.subarray(from, read)));
    }
    if (begun.length > 0) yield { text: Buffer.concat(begun).toString(), isWhole: false };
  } finally {
    closeSync(file);
  }
}

import { parseArgs } from 'node:util';
import type { Io } from '../io.js';
import { statuslineCommand, type StatuslineRequest } from './statusline.js';

const OPTIONS = { journal: { type: 'string' }, format: { type: 'string', default: 'text' } } as const;

const requestOf = (args: readonly string[]): StatuslineRequest | undefined => {
  try {
    const { journal, format } = parseArgs({ args: [...args], options: OPTIONS }).values;
    return format === 'text' || format === 'json' ? { journal, format } : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Runs `headwater statusline` without the program of all commands, and returns its exit code; undefined where that program
 * has to answer: help, and whatever is wrong.
 */
export const runStatusline = async (io: Io, args: readonly string[]): Promise<number | undefined> => {
  const request = requestOf(args);
  if (request === undefined) return undefined;
  try {
    return await statuslineCommand(io, request);
  } catch {
    return undefined;
  }
};

import type { PagingFault } from '../paging/index.js';

const MOST_CHARACTERS = 200;

/** What a function threw, in a few words. */
export const said = (error: unknown): string => {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
};

/** The fault of a paging whose function does what it must not. */
export const broken = (message: string): PagingFault => ({
  code: 'paging-invalid',
  message,
  advice: 'Fix the function in the definition of the endpoint. Every page up to this one was delivered.',
});

/** The fault of a definition whose function threw; `what` names the function. */
export const thrownBy = (what: string, error: unknown): PagingFault => broken(`${what} threw ${said(error)}`);

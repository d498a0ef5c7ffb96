import { either as E } from 'fp-ts';
import { shortened } from '../http/shortened.js';
import type { PagingFault } from '../paging/index.js';

const MOST_CHARACTERS = 200;

/** What a function threw, in a few words. */
const said = (error: unknown): string =>
  shortened(error instanceof Error ? `${error.name}: ${error.message}` : typeof error, MOST_CHARACTERS);

/** The clause of a function that threw; `what` names the function. */
const threw = (what: string, error: unknown): string => `${what} of this endpoint threw ${said(error)}`;

/** The fault of a paging whose function does what it must not. */
export const broken = (message: string): PagingFault => ({
  code: 'paging-invalid',
  message,
  advice: 'Fix the function in the definition of the endpoint. Every page up to this one was delivered.',
});

/** The fault of a definition whose function threw; `what` names the function. */
export const thrownBy = (what: string, error: unknown): PagingFault => broken(threw(what, error));

/** A class of errors: a mistake of the call that a function of a definition has found. */
type Mistake = abstract new (...args: never) => Error;

/** What a function of a definition gives, or that it threw, as a clause; `what` names the function. A `mistake` that it finds passes. */
export const attempt = <A>(what: string, give: () => A, mistake?: Mistake): E.Either<string, A> => {
  try {
    return E.right(give());
  } catch (error) {
    if (mistake !== undefined && error instanceof mistake) throw error;
    return E.left(threw(what, error));
  }
};

/** The same for a function that gives undefined where it gives something else than it must. */
export const ask = <A>(
  what: string,
  must: string,
  give: () => A | undefined,
  mistake?: Mistake,
): E.Either<string, A> => {
  const given = attempt(what, give, mistake);
  if (E.isLeft(given)) return given;
  return given.right === undefined
    ? E.left(`${what} of this endpoint must give ${must}`)
    : E.right(given.right);
};

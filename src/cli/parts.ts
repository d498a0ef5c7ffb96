import { HttpError, isHeadwaterError } from '../http/errors.js';
import type { ChildFailure } from '../walk/index.js';
import { isHeld, messageOf } from './reason.js';

/** A part of a list that failed while the others went on. */
interface FailedPart {
  /** Which one, in words: `project proj_1`. */
  readonly part: string;
  readonly error: unknown;
}

/** Told of a part of a list that failed, where the list is made of parts. */
export type OnPartError = (failed: FailedPart) => void;

/** Returns the reporter of projects whose list failed; undefined where nobody listens, and the whole list fails. */
export const ofProject = (
  onPartError: OnPartError | undefined,
): ((failure: ChildFailure<{ readonly id: string }>) => void) | undefined =>
  onPartError === undefined
    ? undefined
    : ({ parent, error }) => {
        onPartError({ part: `project ${parent.id}`, error });
      };

/** Parts that are named, each on a line; the rest is counted. */
const MOST_NAMED = 10;

/**
 * Returns whether a failure is that of one part of a list, such as the keys of one project: the others may go well. A credential that
 * is refused, a limit that is met and a service that is down fail them all, and so does the user who stops the command.
 */
export const isPartsOwn = (error: unknown): boolean => {
  if (!isHeadwaterError(error)) return false;
  switch (error._tag) {
    case 'ConfigError':
    case 'RateLimitError':
      return false;
    case 'HttpError':
      return !(error instanceof HttpError && error.status === 401);
    case 'NetworkError':
      return !isHeld(error);
    case 'TimeoutError':
      return error.code !== 'timeout-deadline';
    case 'DecodeError':
    case 'PagingError':
      return true;
  }
};

/** The parts of a list that failed while the others went on. */
export class FailedParts {
  readonly #failed: FailedPart[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Notes a part, or throws its error where that is not its own: then the whole list fails. */
  readonly note = (failed: FailedPart): void => {
    if (!isPartsOwn(failed.error)) throw failed.error;
    this.#count += 1;
    if (this.#failed.length < MOST_NAMED) this.#failed.push(failed);
  };

  /** One line for each, and one for those that are not named. */
  lines(): readonly string[] {
    const rest = this.#count - this.#failed.length;
    return [
      ...this.#failed.map(({ part, error }) => `${part}: ${messageOf(error)}`),
      ...(rest === 0 ? [] : [`and ${String(rest)} more`]),
    ];
  }
}

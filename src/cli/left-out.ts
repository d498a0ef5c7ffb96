import type { Page } from '../walk/index.js';
import { DecodeError, type AnyHeadwaterError } from '../http/errors.js';
import { printable } from './output/escape.js';
import { countText } from './output/figures.js';
import { messageOf } from './reason.js';

/** What becomes of an item that does not decode. */
export type OnInvalid = 'fail' | 'skip';

/** Returns the option of a list: what is skipped is collected, so that it can be named. */
export const policyOf = (onInvalid: OnInvalid): 'fail' | 'collect' =>
  onInvalid === 'skip' ? 'collect' : 'fail';

/** Returns how many things there are, in words: `1 item`, `2 items`. */
export const countOf = (count: number, thing: string): string =>
  `${countText(count)} ${thing}${count === 1 ? '' : 's'}`;

/** Returns a failure in full, with an advice that the caller of a command line can follow in place of the library's own. */
export const withAdvice = (error: AnyHeadwaterError, advice: string): string =>
  messageOf(new Error(`${error.summary} ${advice}`));

/** Returns whether a failure is that of an item, which `--on-invalid skip` goes on without. */
export const isOddItem = (error: unknown): error is DecodeError =>
  error instanceof DecodeError && error.part === 'item';

const SKIP = '--on-invalid skip goes on without it, and says how many were left out.';

/** Returns the whole message of a failure, as {@link messageOf} does, with the option that goes on without an odd item. */
export const failureOf = (error: unknown): string =>
  isOddItem(error) ? withAdvice(error, SKIP) : messageOf(error);

/** What a walk left out. */
export class LeftOut {
  #first: DecodeError | undefined;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  note({ leftOut, invalid }: Pick<Page<unknown, unknown>, 'leftOut' | 'invalid'>): void {
    this.#count = leftOut;
    this.#first ??= invalid[0];
  }

  /** How many, and what is wrong with the first one, in short: without where it stood; undefined where there are none. */
  brief(): string | undefined {
    if (this.#count === 0) return undefined;
    const [issue] = this.#first?.issues ?? [];
    const count = `${countOf(this.#count, 'item')} left out`;
    return issue === undefined
      ? count
      : printable(`${count}: ${issue.path}: expected ${issue.expected}, got ${issue.actual}`);
  }

  /** How many, and what is wrong with the first one; undefined where there are none. */
  text(): string | undefined {
    if (this.#count === 0) return undefined;
    const count = `${countOf(this.#count, 'item')} left out`;
    if (this.#first === undefined) return `${count}, before --resume`;
    return `${count}${this.#count === 1 ? '' : ', the first'}: ${withAdvice(this.#first, '').trimEnd()}`;
  }
}

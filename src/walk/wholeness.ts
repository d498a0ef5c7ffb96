import { option as O } from 'fp-ts';
import type { Page, WalkEnd } from '../endpoint/page.js';

/** Why the children of a list of lists are not whole. */
export interface Holes {
  /** Items and rows that they left out. */
  readonly leftOut: number;
  /** Whether one of them failed and was passed over, or ended by a cap of its own. */
  readonly partial: boolean;
}

const NO_HOLES: Holes = { leftOut: 0, partial: false };

/**
 * What keeps a list of lists from being whole, as it becomes known: what parents and children left out, children that failed,
 * and lists that ended by a cap of their own.
 */
export class Wholeness {
  #children: Holes;
  #parents = 0;
  #parentsEnd: WalkEnd = 'complete';

  /** @param saved the holes of the children that an earlier run is done with */
  constructor(saved: Holes = NO_HOLES) {
    this.#children = saved;
  }

  /** Notes a page of parents: one that was left out has taken its children with it. */
  parents({ leftOut, end }: Page<unknown, unknown>): void {
    this.#parents = leftOut;
    if (O.isSome(end)) this.#parentsEnd = end.value;
  }

  /**
   * Notes a page of a child.
   *
   * @param before what this child had left out before this page
   */
  child({ leftOut, end }: Page<unknown, unknown>, before: number): void {
    const { leftOut: sum, partial } = this.#children;
    this.#children = {
      leftOut: sum + leftOut - before,
      partial: partial || (O.isSome(end) && end.value !== 'complete'),
    };
  }

  /** Notes a child that failed, and was passed over. */
  failure(): void {
    this.#children = { ...this.#children, partial: true };
  }

  get leftOut(): number {
    return this.#parents + this.#children.leftOut;
  }

  /** Why the list ends when all lists that it is made of have ended: a cap of the parents says that there are more of them. */
  get end(): WalkEnd {
    if (this.#parentsEnd !== 'complete') return this.#parentsEnd;
    return this.#children.partial || this.leftOut > 0 ? 'partial' : 'complete';
  }

  /** The holes of the children so far, to be saved. The parents of a page under way are read again, and say theirs again. */
  get ofChildren(): Holes {
    return this.#children;
  }
}

/** An empty page that says how a list of lists ended, where no page before it could. */
export const closingPage = <A>(
  index: number,
  { end, leftOut }: Pick<Wholeness, 'end' | 'leftOut'>,
): Page<A> => ({
  items: [],
  index,
  envelope: {},
  total: O.none,
  resume: O.none,
  end: O.some(end),
  invalid: [],
  leftOut,
});

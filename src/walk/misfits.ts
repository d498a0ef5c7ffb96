import type * as t from 'io-ts';
import { reportOf } from '../../operators/internal/decodeReport.js';
import { DecodeError, type ErrorContext } from '../http/errors.js';
import { isRecord } from '../../operators/internal/isObject.js';

/** Where something is that did not decode. */
interface MisfitPlace {
  readonly itemIndex: number;
  readonly rowIndex?: number | undefined;
  /** Returns the path within the item, from the one that the codec saw. */
  readonly place?: (path: string) => string;
}

/** Longer ids are no names. */
const LONGEST_ID = 100;

/** The provider's own id of an item, where it can be read though the item does not decode. */
const idOf = (refused: unknown): string | undefined => {
  const id = isRecord(refused) ? refused.id : undefined;
  if (typeof id === 'number') return String(id);
  return typeof id === 'string' && id !== '' && id.length <= LONGEST_ID ? id : undefined;
};

/** Misfits of one page that are described: a report costs a hundred times of what it takes to see that one is needed. */
const MOST_REPORTS = 20;

const plural = (count: number): string =>
  count === 1 ? 'one more item or row' : `${count} more items and rows`;

/** What did not decode on one page: the first ones with a report, the rest as a count. */
export class Misfits {
  readonly #codec: t.Mixed;
  readonly #context: ErrorContext;
  readonly #reports: DecodeError[] = [];
  #count = 0;

  constructor(codec: t.Mixed, context: ErrorContext) {
    this.#codec = codec;
    this.#context = context;
  }

  get count(): number {
    return this.#count;
  }

  /** Notes one: the value that the codec refuses is only asked for where it is described. */
  add(refused: () => unknown, place: MisfitPlace): void {
    this.#count += 1;
    if (this.#reports.length < MOST_REPORTS) this.#reports.push(this.#report(refused(), place));
  }

  /** The reports, and one error for all that have none. */
  errors(): readonly DecodeError[] {
    const rest = this.#count - this.#reports.length;
    return rest === 0 ? this.#reports : [...this.#reports, this.#summary(rest)];
  }

  #report(refused: unknown, { itemIndex, rowIndex, place }: MisfitPlace): DecodeError {
    const what = rowIndex === undefined ? {} : { what: `item ${itemIndex}, row ${rowIndex},` };
    const placed = place === undefined ? {} : { place };
    const report = reportOf(this.#codec, refused, itemIndex, { ...what, ...placed });
    return new DecodeError({
      code: 'decode-item',
      message: report.message,
      advice:
        'Set onInvalid to "skip" or "collect" to go on without it: the vendor may have changed the item.',
      context: this.#context,
      part: 'item',
      itemIndex,
      rowIndex,
      itemId: idOf(refused),
      issues: report.issues,
      cause: report,
    });
  }

  #summary(count: number): DecodeError {
    return new DecodeError({
      code: 'decode-item',
      message: `${plural(count)} of this page do not fit ${this.#codec.name}`,
      advice: 'See the errors before: these are only counted.',
      context: this.#context,
      part: 'item',
      count,
    });
  }
}

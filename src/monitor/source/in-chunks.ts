import { catchError, concatMap, defer, EMPTY, from, Observable, repeat, tap, throwError } from 'rxjs';
import { createTrampoline, type Trampoline } from '../../../operators/internal/trampoline.js';
import { isTooLarge } from './fault.js';
import type { ListPage, PagedList } from './pages.js';
import type { ReadingRange } from './range.js';
import { Together } from './together.js';

/** A list of a stretch of time. */
export type RangedList<A> = (range: ReadingRange) => PagedList<A>;

/** How much of a range is asked for at once: it shrinks where that was too much, for all readings to come. */
export class ChunkSize {
  /** How many pieces are asked for as one at most, where little comes. */
  readonly together: number;

  constructor(
    public ms: number,
    private readonly least = 1,
    most = ms,
  ) {
    this.together = Math.max(1, Math.floor(most / ms));
  }

  /** Half of a chunk that was too large; undefined where it cannot be cut. */
  halve({ from: start, to }: ReadingRange): number | undefined {
    const width = to.getTime() - start.getTime();
    if (width <= this.least) return undefined;
    const half = Math.max(this.least, Math.floor(width / 2 / this.least) * this.least);
    this.ms = Math.min(this.ms, half);
    return half;
  }
}

/** Many APIs count time in seconds: a piece that begins and ends in one is empty there, and refused. */
const LEAST_PIECE_MS = 1_000;

/** Cuts a range from its start, and returns the pieces, the newest first. What is left at its end, if too short, is of the piece before. */
export const chunksOf = (range: ReadingRange, ms: number): readonly ReadingRange[] => {
  const pieces: ReadingRange[] = [];
  const end = range.to.getTime();
  for (let at = range.from.getTime(); at < end;) {
    const next = end - at - ms < LEAST_PIECE_MS ? end : at + ms;
    pieces.unshift({ ...range, from: new Date(at), to: new Date(next) });
    at = next;
  }
  return pieces;
};

const pagesOf = <A>(
  list: RangedList<A>,
  chunk: ReadingRange,
  size: ChunkSize,
  together: Together,
): Observable<ListPage<A>> =>
  together
    .pagesOf(() => list(chunk))
    .pipe(
      catchError((error: unknown) => {
        const half = isTooLarge(error) ? size.halve(chunk) : undefined;
        const pieces = half === undefined ? [] : chunksOf(chunk, half);
        if (pieces.length < 2) return throwError(() => error);
        return from(pieces).pipe(
          concatMap((piece) => together.passing(pagesOf(list, piece, size, together))),
        );
      }),
    );

/** The pieces of a range, from the newest on: after one that was a single page, twice as many are taken as one. */
class Pieces {
  readonly #left: ReadingRange[];
  readonly #most: number;
  #count = 1;

  constructor(range: ReadingRange, size: ChunkSize) {
    this.#left = [...chunksOf(range, size.ms)];
    this.#most = size.together;
  }

  get isEmpty(): boolean {
    return this.#left.length === 0;
  }

  next(): ReadingRange | undefined {
    const [newest, ...older] = this.#left.splice(0, this.#count);
    return newest && { ...newest, from: (older.at(-1) ?? newest).from };
  }

  /** The piece that was taken last was little: more can be asked for at once. */
  widen(): void {
    this.#count = Math.min(this.#count * 2, this.#most);
  }

  /** It was much, or failed. */
  narrow(): void {
    this.#count = 1;
  }
}

const nextOf = <A>(
  list: RangedList<A>,
  pieces: Pieces,
  size: ChunkSize,
  together: Together,
): Observable<ListPage<A>> => {
  const piece = pieces.next();
  if (piece === undefined) return EMPTY;
  let pages = 0;
  return pagesOf(list, piece, size, together).pipe(
    tap({
      next: () => (pages += 1),
      error: () => pieces.narrow(),
      complete: () => (pages > 1 ? pieces.narrow() : pieces.widen()),
    }),
  );
};

/** Says at once that the next piece may be asked for: pieces that come synchronously follow one another instead of nesting. */
const turnOn = (trampoline: Trampoline): Observable<void> =>
  new Observable((subscriber) => {
    trampoline(() => {
      subscriber.next();
    });
  });

/** Returns a list of a stretch of time that is asked for piece by piece. */
export const inChunks = <A>(list: RangedList<A>, range: ReadingRange, size: ChunkSize): PagedList<A> => ({
  pages: () =>
    defer(() => {
      const together = new Together();
      const pieces = new Pieces(range, size);
      const trampoline = createTrampoline();
      return together.closed(
        defer(() => together.passing(nextOf(list, pieces, size, together))).pipe(
          repeat({ delay: () => (pieces.isEmpty ? EMPTY : turnOn(trampoline)) }),
        ),
      );
    }),
});

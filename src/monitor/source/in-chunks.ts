import { catchError, concatMap, defer, from, throwError, type Observable } from 'rxjs';
import { isTooLarge } from './fault.js';
import type { ListPage, PagedList } from './pages.js';
import type { ReadingRange } from './range.js';
import { Together } from './together.js';

/** A list of a stretch of time. */
export type RangedList<A> = (range: ReadingRange) => PagedList<A>;

/** How much of a range is asked for at once: it shrinks where that was too much, for all readings to come. */
export class ChunkSize {
  constructor(
    public ms: number,
    private readonly least = 1,
  ) {}

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

/** Returns a list of a stretch of time that is asked for piece by piece. */
export const inChunks = <A>(list: RangedList<A>, range: ReadingRange, size: ChunkSize): PagedList<A> => ({
  pages: () =>
    defer(() => {
      const together = new Together();
      return together.closed(
        from(chunksOf(range, size.ms)).pipe(
          concatMap((chunk) => together.passing(pagesOf(list, chunk, size, together))),
        ),
      );
    }),
});

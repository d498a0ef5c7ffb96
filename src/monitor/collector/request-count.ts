import { catchError, EMPTY, finalize, mergeMap, tap, type Observable } from 'rxjs';
import type { Source } from '../feed.js';

/** Counts requests as they are reported, and hands out the count of a feed once. */
export class RequestCount {
  readonly #counts = new Map<string, number>();
  readonly #counting = new Set<string>();

  of(source: Source): Observable<never> {
    const { requests$ } = source;
    if (requests$ === undefined) return EMPTY;
    this.#counting.add(source.name);
    return requests$.pipe(
      tap(({ resource }) => {
        const key = `${source.name}/${resource}`;
        this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
      }),
      mergeMap(() => EMPTY),
      catchError(() => EMPTY),
      finalize(() => this.#forget(source.name)),
    );
  }

  #forget(source: string): void {
    this.#counting.delete(source);
    for (const key of this.#counts.keys()) if (key.startsWith(`${source}/`)) this.#counts.delete(key);
  }

  readonly take = (source: string, feed: string): number | undefined => {
    if (!this.#counting.has(source)) return undefined;
    const key = `${source}/${feed}`;
    const count = this.#counts.get(key) ?? 0;
    this.#counts.delete(key);
    return count;
  };
}

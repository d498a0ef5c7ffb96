import { option as O } from 'fp-ts';
import { catchError, defer, map, tap, type Observable } from 'rxjs';
import type { Pull } from '../../operators/expandPages.js';
import { ConfigError } from '../http/errors.js';
import { misfit, type ListPlace } from './store.js';
import type { Listing } from '../walk/listing.js';
import type { Page, ResumeToken } from '../endpoint/page.js';

/** One page, and where the walk is once it was taken. */
export interface Step<A, E, L> {
  readonly page: Page<A, E>;
  /** Undefined where this page leads nowhere: only the error that follows it is left. */
  readonly place: L | undefined;
}

/** The steps of a walk from a saved place on. */
export type StepsFrom<A, E, L> = (place: L | undefined, pull: Pull) => Observable<Step<A, E, L>>;

/** A list that can be gone on with from a token. */
export type Resumable<A, E> = (resume: ResumeToken | undefined) => Listing<A, E>;

/** Whether the list ends with this page because the server said so; what was left out on the way does not come by going on. */
export const completed = ({ end }: Page<unknown, unknown>): boolean =>
  O.isSome(end) && (end.value === 'complete' || end.value === 'partial');

/** A token that the list refuses is, to the user of a checkpoint, a checkpoint that does not fit. */
const refused = (key: string, error: unknown): unknown =>
  error instanceof ConfigError && error.code === 'config-resume-token'
    ? misfit(key, `does not fit this list: ${error.message}`, error)
    : error;

const noPlaces = (key: string): ConfigError =>
  new ConfigError({
    code: 'config-checkpoint-token',
    message: `the list under the key "${key}" gives no resume token`,
    advice: 'Give checkpointedFanOut the parents and the children of a list that is made of lists.',
  });

const notResumed = (key: string, expected: number, got: number): ConfigError =>
  new ConfigError({
    code: 'config-checkpoint-token',
    message: `the list under the key "${key}" starts at page ${String(got)} instead of after page ${String(expected)}`,
    advice: 'Pass the token to the list: list: (resume) => org.users.list({}, { resume }).',
  });

/** Pages of one list, from a token on. A page without a place may only be the last one, or be followed by an error. */
export const pagesFrom = <A, E>(
  key: string,
  list: Resumable<A, E>,
  token: string | null | undefined,
  pull: Pull,
): Observable<Page<A, E>> =>
  defer(() => {
    let lost = false;
    const resume = token === null || token === undefined ? undefined : (token as ResumeToken);
    return list(resume)
      .walk(pull)
      .pipe(
        tap((page) => {
          if (lost) throw noPlaces(key);
          lost = O.isNone(page.resume) && O.isNone(page.end);
        }),
        catchError((error: unknown) => {
          throw resume === undefined ? error : refused(key, error);
        }),
      );
  });

/** Returns the steps of one list. */
export const listSteps =
  <A, E>(key: string, list: Resumable<A, E>): StepsFrom<A, E, ListPlace> =>
  (from, pull) => {
    let first = true;
    return pagesFrom(key, list, from?.token, pull).pipe(
      map((page) => {
        if (first && from !== undefined && from.token !== null && page.index < from.index) {
          throw notResumed(key, from.index, page.index);
        }
        first = false;
        const token = O.toNullable(page.resume);
        const place: ListPlace = { kind: 'list', index: page.index, token };
        return { page, place: token === null && !completed(page) ? undefined : place };
      }),
    );
  };

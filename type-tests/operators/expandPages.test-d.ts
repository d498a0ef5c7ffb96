import { option as O } from 'fp-ts';
import { EMPTY, NEVER, of, type Observable, type OperatorFunction } from 'rxjs';
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import {
  expandPages,
  type ExpandPagesConfig,
  type Pull,
  type WalkPage,
} from '../../operators/expandPages.js';

interface Users extends WalkPage<string> {
  readonly users: readonly { readonly id: string }[];
}
declare const users: Users;
declare const fetchUsers: (after: string) => Observable<Users>;

// The page type is inferred, and the first page has it too (rxjs#7131: the type of expand loses the first page).
expectType<Observable<Users>>(of('').pipe(expandPages(fetchUsers)));
expectType<OperatorFunction<string, Users>>(expandPages(fetchUsers));
expectType<OperatorFunction<string, Users>>(expandPages((_after: string) => Promise.resolve(users)));
expectType<OperatorFunction<string, Users>>(expandPages((_after: string) => [users]));

// The type of positions is inferred from the source, and reaches every function.
of({ page: 1 }).pipe(
  expandPages((position) => {
    expectType<{ page: number }>(position);
    return of({ items: [position.page], next: O.some({ page: position.page + 1 }) });
  }),
);
expectType<Observable<{ rows: number[]; next: O.Option<number> }>>(
  of(0).pipe(expandPages((at) => of({ rows: [at], next: O.some(at + 1) }))),
);
of('').pipe(
  expandPages(fetchUsers, {
    ahead: (page, position) => {
      expectType<Users>(page);
      expectType<string>(position);
      return [position];
    },
    gate: (page) => {
      expectType<Users>(page);
      return EMPTY;
    },
    positionKey: (position) => {
      expectType<string>(position);
      return position;
    },
    pageKey: (page) => {
      expectType<Users>(page);
      return page.users[0]?.id ?? null;
    },
  }),
);

// Every page must say where the next one is, as an Option of a position.
expectError(of('').pipe(expandPages((_after: string) => of({ users: [] }))));
expectError(of('').pipe(expandPages((_after: string) => of({ next: 'cursor' }))));
expectError(of('').pipe(expandPages((_after: string) => of({ next: null }))));
expectError(of('').pipe(expandPages((_after: string) => of({ next: O.some(1) }))));

// What is fetched must be a page, and positions must be what fetchPage takes.
expectError(of('').pipe(expandPages((_after: string) => users)));
expectError(of(1).pipe(expandPages(fetchUsers)));
expectError(expandPages());

// Wrong config types.
expectError(expandPages(fetchUsers, { concurrency: '2' }));
expectError(expandPages(fetchUsers, { concurrency: undefined }));
expectError(expandPages(fetchUsers, { ahead: () => [1] }));
expectError(expandPages(fetchUsers, { ahead: (page: Users) => O.some(page) }));
expectError(expandPages(fetchUsers, { gate: () => true }));
expectError(expandPages(fetchUsers, { pull: { prefetch: 1 } }));
expectError(expandPages(fetchUsers, { pull: { consumed: 1 } }));
expectError(expandPages(fetchUsers, { positionKey: () => 1 }));
expectError(expandPages(fetchUsers, { pageKey: () => 1 }));
expectError(expandPages(fetchUsers, { maxEmptyPages: null }));
expectError(expandPages(fetchUsers, { prefetch: 1 }));

expectAssignable<ExpandPagesConfig<string, Users>>({});
expectAssignable<ExpandPagesConfig<string, Users>>({
  pull: { consumed: NEVER, prefetch: 0 },
  gate: () => [],
});
expectAssignable<Pull>({ consumed: of(1) });
expectNotAssignable<Pull>({ prefetch: 1 });

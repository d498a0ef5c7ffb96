import { asapScheduler, NEVER, of } from 'rxjs';
import type { Observable } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { pollEvery } from '../../operators/pollEvery.js';

expectType<Observable<number>>(pollEvery(() => of(1), { intervalMs: 1_000 }));
expectType<Observable<string>>(pollEvery(() => Promise.resolve('x'), { intervalMs: 1_000 }));
expectType<Observable<number>>(
  pollEvery(() => [1], {
    intervalMs: 1_000,
    immediate: false,
    jitter: 0,
    random: () => 0,
    paused$: of(true),
    trigger$: NEVER,
    onError: (error) => {
      expectType<unknown>(error);
      return error === 'fatal' ? null : 5_000;
    },
    scheduler: asapScheduler,
  }),
);

expectError(pollEvery(() => of(1)));
expectError(pollEvery(() => of(1), {}));
expectError(pollEvery(of(1), { intervalMs: 1 }));
expectError(pollEvery(() => of(1), { intervalMs: 1, paused$: of('yes') }));
expectError(pollEvery(() => of(1), { intervalMs: 1, onError: () => undefined }));

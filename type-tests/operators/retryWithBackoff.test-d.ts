import { asyncScheduler, of } from 'rxjs';
import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { retryBudget } from '../../operators/retryBudget.js';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';

expectType<MonoTypeOperatorFunction<string>>(retryWithBackoff<string>());
expectType<Observable<number>>(of(1).pipe(retryWithBackoff()));
expectType<Observable<'a' | null>>(of<'a' | null>('a').pipe(retryWithBackoff({ maxAttempts: 3 })));

retryWithBackoff({ budget: retryBudget(), scheduler: asyncScheduler, random: () => 0, maxWaitMs: undefined });
retryWithBackoff({
  isRetryable: (error, attempt) => {
    expectType<unknown>(error);
    expectType<number>(attempt);
    return true;
  },
  waitOf: (error) => {
    expectType<unknown>(error);
    return undefined;
  },
  onRetry: ({ delayMs, reason }) => {
    expectType<number>(delayMs);
    expectType<'backoff' | 'server'>(reason);
  },
});

expectError(retryWithBackoff(5));
expectError(retryWithBackoff({ attempts: 5 }));
expectError(retryWithBackoff({ waitOf: () => '5s' }));
expectError(retryWithBackoff({ isRetryable: () => 'yes' }));
expectError(retryWithBackoff({ onRetry: (info) => (info.attempt = 1) }));

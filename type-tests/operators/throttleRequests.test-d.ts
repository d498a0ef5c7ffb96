import { of } from 'rxjs';
import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import { throttleRequests } from '../../operators/throttleRequests.js';
import type { Lease, Limiter, ThrottleConfig } from '../../operators/throttleRequests.js';

declare const limiter: Limiter;

expectType<MonoTypeOperatorFunction<string>>(throttleRequests<string>(limiter));
expectType<Observable<number>>(of(1).pipe(throttleRequests(limiter)));
expectType<Observable<number>>(of(1).pipe(throttleRequests(slidingWindowLimiter(), 2)));

expectError(throttleRequests());
expectError(throttleRequests(limiter, '2'));
expectError(throttleRequests({ limit: 60, perMs: 60_000 }));

declare const lease: Lease;
expectType<void>(lease.release());
expectError(lease.release(5));

const config: ThrottleConfig = {
  waitOf: (error) => (error instanceof Error ? 1000 : undefined),
  onQueued: () => undefined,
};
expectType<Observable<number>>(of(1).pipe(throttleRequests(limiter, 1, config)));
expectType<Observable<number>>(of(1).pipe(throttleRequests(limiter, undefined, { waitOf: undefined })));
expectError(throttleRequests(limiter, 1, { waitOf: () => '1000' }));
expectError(throttleRequests(limiter, 1, { onWait: () => undefined }));

import type { Observable } from 'rxjs';
import { expectAssignable, expectError, expectType } from 'tsd';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import type { LimitWindow, SlidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import type { Lease, Limiter, LimiterState, WindowState } from '../../operators/throttleRequests.js';

const limiter = slidingWindowLimiter({ windows: [{ limit: 60, perMs: 60_000 }], concurrency: 4 });
expectType<SlidingWindowLimiter>(limiter);
expectAssignable<Limiter>(limiter);
expectType<Observable<Lease>>(limiter.admit());
expectType<Observable<Lease>>(limiter.admit(3));
expectType<Observable<LimiterState>>(limiter.state$);
limiter.adapt({ concurrency: 2 });
limiter.adapt({ windows: [] });
expectType<void>(limiter.adapt({}));

declare const state: LimiterState;
expectType<number | undefined>(state.heldUntil);
expectType<number>(state.concurrency);
expectType<readonly WindowState[]>(state.windows);
expectAssignable<readonly LimitWindow[]>(state.windows);
expectError((state.queued = 1));

expectError(slidingWindowLimiter({ windows: [{ limit: 60 }] }));
expectError(slidingWindowLimiter({ windows: { limit: 60, perMs: 1 } }));
expectError(slidingWindowLimiter({ rate: 60 }));
expectError(limiter.hold('5s'));
expectError(limiter.adapt({ limit: 60 }));
expectError(limiter.adapt({ windows: [{ perMs: 1 }] }));

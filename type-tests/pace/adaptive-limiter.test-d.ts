import type { Observable } from 'rxjs';
import { expectAssignable, expectError, expectType } from 'tsd';
import type { Limiter, LimiterState } from '../../operators/throttleRequests.js';
import {
  adaptiveLimiter,
  type AdaptiveLimiter,
  type AdaptiveState,
} from '../../src/pace/adaptive-limiter.js';
const limiter = adaptiveLimiter({
  windows: [{ limit: 60, perMs: 60_000 }],
  limitHeaders: { window: 'x-ratelimit-window', limit: 'x-ratelimit-limit', resetIs: 'point' },
});
expectType<AdaptiveLimiter>(limiter);
expectAssignable<Limiter>(limiter);
expectType<Observable<AdaptiveState>>(limiter.state$);
expectType<void>(limiter.observe({ status: 200, header: () => null, nowMs: 0 }));
limiter.observe({ status: 429, header: (name) => name, nowMs: 1, sentAtMs: 0 });

declare const state: AdaptiveState;
expectAssignable<LimiterState>(state);
expectType<number | undefined>(state.learned[0]?.resetAtMs);
expectType<number | undefined>(state.learned[0]?.ownResetAtMs);
expectType<number | undefined>(state.learned[0]?.reportedAtMs);

declare const plain: Limiter;
expectError(plain.observe({ status: 200, header: () => null, nowMs: 0 }));
expectError(limiter.adapt({ windows: [] }));
expectError(limiter.observe({ status: 200, header: () => null }));
expectError(limiter.observe({ status: '200', header: () => null, nowMs: 0 }));
expectError(adaptiveLimiter({ limitHeaders: { resetIs: 'epoch' } }));
expectError(adaptiveLimiter({ limitHeader: {} }));

import { of } from 'rxjs';
import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { expectAssignable, expectError, expectType } from 'tsd';
import { circuitBreaker, createBreaker } from '../../operators/circuitBreaker.js';
import { CircuitOpenError } from '../../operators/errors.js';
import type { Breaker, BreakerState } from '../../operators/circuitBreaker.js';

const breaker = createBreaker();
expectType<Breaker>(breaker);
expectType<Observable<BreakerState>>(breaker.state$);
expectType<MonoTypeOperatorFunction<string>>(circuitBreaker<string>(breaker));
expectType<Observable<number>>(of(1).pipe(circuitBreaker(breaker)));
expectType<'CircuitOpenError'>(new CircuitOpenError(1)._tag);
expectAssignable<Error>(new CircuitOpenError(1));

createBreaker({ failureThreshold: undefined, isFailure: (error) => error instanceof Error });
createBreaker({
  onChange: (state, previous) => {
    expectType<BreakerState>(state);
    expectType<BreakerState>(previous);
    if (state.status === 'open') {
      expectType<number>(state.until);
    }
  },
});

expectError(circuitBreaker());
expectError(circuitBreaker({ failureThreshold: 5 }));
expectError(createBreaker({ threshold: 5 }));
expectError(createBreaker({ openMs: '30s' }));

expectType<Observable<number>>(of(1).pipe(circuitBreaker(breaker, { answeredBy: 'value' })));
expectError(circuitBreaker(breaker, { answeredBy: 'next' }));

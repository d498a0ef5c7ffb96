import { of } from 'rxjs';
import type { Observable } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { mergeIsolated } from '../../operators/mergeIsolated.js';
import type {
  IsolatedEvent,
  IsolatedState,
  IsolatedStatus,
  IsolatedValue,
} from '../../operators/mergeIsolated.js';

const merged = mergeIsolated({ users: of('u'), costs: [1, 2] });

expectType<
  Observable<
    | IsolatedValue<'users', string>
    | IsolatedStatus<'users'>
    | IsolatedValue<'costs', number>
    | IsolatedStatus<'costs'>
  >
>(merged);
expectType<Observable<IsolatedEvent<{ users: Observable<string>; costs: number[] }>>>(merged);

merged.subscribe((event) => {
  expectType<'users' | 'costs'>(event.source);
  if (event.kind === 'status') {
    expectType<IsolatedState>(event.state);
    expectType<unknown>(event.error);
    expectType<number>(event.attempt);
    expectType<number | undefined>(event.retryInMs);
    expectError(event.value);
    return;
  }
  expectType<string | number>(event.value);
  expectError(event.state);
  if (event.source === 'users') expectType<string>(event.value);
  else expectType<number>(event.value);
});

expectType<Observable<never>>(mergeIsolated({}));
mergeIsolated({ a: of(1) }, { retryDelay: () => null, random: () => 0, completeWhenAllComplete: false });

expectError(mergeIsolated({ a: 1 }));
expectError(mergeIsolated({ a: of(1) }, { retryDelay: () => 'soon' }));
expectError(mergeIsolated());

import { of } from 'rxjs';
import type { Observable } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { diffSnapshots } from '../../operators/diffSnapshots.js';
import type { DiffEvent } from '../../operators/diffSnapshots.js';
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

interface Key {
  readonly id: string;
}
const keys = of({ complete: true, items: [{ id: 'k' }] });

const diffed = mergeIsolated({
  // The operator knows what reaches it.
  keys: { source: keys, through: diffSnapshots((item) => item.id) },
  costs: of(1),
});
expectType<
  Observable<
    | IsolatedValue<'keys', DiffEvent<{ id: string }>>
    | IsolatedStatus<'keys'>
    | IsolatedValue<'costs', number>
    | IsolatedStatus<'costs'>
  >
>(diffed);
mergeIsolated({ a: of(1) }, { waitOf: () => undefined });

expectError(mergeIsolated({ keys: { source: keys, through: diffSnapshots((item) => item.name) } }));
expectError(mergeIsolated({ keys: { source: of('x'), through: diffSnapshots((item: Key) => item.id) } }));
expectError(mergeIsolated({ keys: { source: 7, through: diffSnapshots((item: Key) => item.id) } }));
expectError(mergeIsolated({ keys: { source: keys } }));
expectError(mergeIsolated({ a: of(1) }, { waitOf: () => 'soon' }));

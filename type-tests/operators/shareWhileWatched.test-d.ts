import type { Observable } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { shareWhileWatched } from '../../operators/shareWhileWatched.js';

declare const numbers: Observable<number>;

expectType<Observable<number>>(shareWhileWatched(() => numbers));
expectType<Observable<string>>(shareWhileWatched(() => Promise.resolve('a'), { lingerMs: 1, always: true }));
shareWhileWatched((viewers$) => {
  expectType<Observable<number>>(viewers$);
  return numbers;
});

expectError(shareWhileWatched(numbers));
expectError(shareWhileWatched(() => 1));
expectError(shareWhileWatched(() => numbers, { lingerMs: '1' }));

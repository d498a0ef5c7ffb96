import { of } from 'rxjs';
import type { Observable } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { diffSnapshots } from '../../operators/diffSnapshots.js';
import type { DiffEvent, Snapshot } from '../../operators/diffSnapshots.js';

interface Key {
  readonly id: string;
  readonly age: number;
}
const walks: Observable<Snapshot<Key>> = of({ items: [{ id: 'k', age: 1 }], complete: true });

const changes = walks.pipe(diffSnapshots((item) => item.id));
expectType<Observable<DiffEvent<Key>>>(changes);
expectType<Observable<DiffEvent<Key>>>(
  walks.pipe(
    diffSnapshots(
      (item) => item.id,
      (before, after) => before.age === after.age,
      { baseline: 'added' },
    ),
  ),
);

changes.subscribe((event) => {
  expectType<string>(event.key);
  switch (event.change) {
    case 'added':
      expectType<Key>(event.after);
      expectError(event.before);
      break;
    case 'changed':
      expectType<Key>(event.before);
      expectType<Key>(event.after);
      break;
    case 'removed':
      expectType<Key>(event.before);
      expectError(event.after);
      break;
  }
});

expectError(walks.pipe(diffSnapshots((item) => item.age)));
expectError(walks.pipe(diffSnapshots((item) => item.name)));
expectError(of([{ id: 'k' }]).pipe(diffSnapshots((item: Key) => item.id)));
expectError(diffSnapshots((item: Key) => item.id, undefined, { baseline: 'loud' }));

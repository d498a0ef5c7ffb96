import { asapScheduler, of, type MonoTypeOperatorFunction, type Observable } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { dedupeBy, type DroppedDuplicate, type KeyWindow } from '../../operators/dedupeBy.js';

interface Row {
  readonly id: string;
  readonly n: number;
}
declare const rows: Observable<Row>;

// The value is inferred from the source, in the key function and in the hook.
expectType<Observable<Row>>(rows.pipe(dedupeBy((row) => row.id)));
expectType<Observable<Row>>(
  rows.pipe(
    dedupeBy((row) => row.n, {
      maxKeys: 10,
      maxAgeMs: 1000,
      scheduler: asapScheduler,
      onDropped: (dropped) => {
        expectType<DroppedDuplicate<Row>>(dropped);
        expectType<string | number>(dropped.key);
        expectType<number>(dropped.count);
      },
    }),
  ),
);
expectType<MonoTypeOperatorFunction<Row>>(dedupeBy<Row>(({ id }) => id));

expectError(rows.pipe(dedupeBy((row) => row.missing)));
expectError(rows.pipe(dedupeBy((row) => row)));
expectError(of(1).pipe(dedupeBy((row: Row) => row.id)));
expectError(dedupeBy());
expectError(dedupeBy((row: Row) => row.id, { maxKeys: '10' }));
expectError(dedupeBy((row: Row) => row.id, { maxAgeMs: undefined }));

// A window of one's own.
declare const window: KeyWindow;
expectType<boolean>(window.isRepeat('a'));
expectType<boolean>(window.isRepeat(1));
expectType<Observable<Row>>(rows.pipe(dedupeBy((row) => row.id, { window })));
expectError(dedupeBy((row: Row) => row.id, { window: new Set<string>() }));

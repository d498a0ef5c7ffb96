import type { Observable } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { ratesOf, type RateEvent } from '../../operators/ratesOf.js';

interface Row {
  readonly id: number;
  readonly total: number;
  readonly at: number;
}
declare const rows: Observable<Row>;

const config = { key: (row: Row) => row.id, total: (row: Row) => row.total, at: (row: Row) => row.at };

expectType<Observable<RateEvent<number>>>(rows.pipe(ratesOf(config)));
expectType<Observable<RateEvent<number>>>(
  rows.pipe(ratesOf({ ...config, resetBelow: 0.1, maxKeys: Infinity })),
);

expectError(rows.pipe(ratesOf({ key: (row: Row) => row.id, total: (row: Row) => row.total })));
expectError(rows.pipe(ratesOf({ ...config, total: (row: Row) => String(row.total) })));
declare const event: RateEvent<number>;
if (event.kind !== 'growth') expectType<number>(event.before);
expectError(event.by);

import { NEVER, type MonoTypeOperatorFunction, type Observable } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { conflateBy, type ConflatedLoss } from '../../operators/conflateBy.js';

interface Row {
  readonly id: string;
}
declare const rows: Observable<Row>;
declare const ready$: Observable<boolean>;

expectType<Observable<Row>>(rows.pipe(conflateBy((row) => row.id, { ready$ })));
expectType<MonoTypeOperatorFunction<Row>>(
  conflateBy<Row>((row) => row.id, {
    ready$: NEVER,
    maxKeys: 1,
    onDropped: (loss) => {
      expectType<ConflatedLoss<Row>>(loss);
    },
  }),
);

expectError(rows.pipe(conflateBy((row) => row.missing, { ready$ })));
expectError(rows.pipe(conflateBy((row) => row.id)));
expectError(rows.pipe(conflateBy((row) => row.id, { ready$: rows })));

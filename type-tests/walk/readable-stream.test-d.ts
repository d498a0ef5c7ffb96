import { expectError, expectType } from 'tsd';
import type { Listing, Page } from '../../src/walk/index.js';
import { toReadableStream } from '../../src/walk/readable-stream.js';

interface Row {
  readonly id: string;
}
declare const rows: Listing<Row>;

expectType<ReadableStream<Row>>(toReadableStream(rows));
expectType<ReadableStream<Page<Row>>>(toReadableStream(rows.pages()));
expectError(toReadableStream([1, 2]));

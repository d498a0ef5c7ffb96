import * as t from 'io-ts';
import type { Observable } from 'rxjs';
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import {
  checkpointed,
  checkpointedFanOut,
  type CheckpointedListing,
  type CheckpointUnit,
} from '../../src/checkpoint/checkpoint.js';
import { memoryStore, type Checkpoint, type CheckpointStore } from '../../src/checkpoint/store.js';
import type { Listing, ResumeToken } from '../../src/walk/index.js';

interface Row {
  readonly id: string;
}
interface Env {
  readonly has_more: boolean;
}
interface Shop {
  readonly name: string;
}
declare const rows: (resume: ResumeToken | undefined) => Listing<Row, Env>;
declare const shops: (resume: ResumeToken | undefined) => Listing<Shop>;
const store = memoryStore();

// Items and envelope are inferred from the list, in the hooks too.
const walk = checkpointed(store, {
  key: 'rows',
  list: rows,
  dedupe: (row) => row.id,
  taken: (page) => {
    expectType<readonly Row[]>(page.items);
    expectType<Env>(page.envelope);
    return [];
  },
});
expectType<CheckpointedListing<Row, Env>>(walk);
expectAssignable<Listing<Row, Env>>(walk);
expectAssignable<Observable<Row>>(walk);
expectAssignable<AsyncIterable<Row>>(walk);

// The state has the type of its codec, and without a codec there is none.
const tally = t.type({ n: t.number });
expectType<AsyncIterable<CheckpointUnit<Row, Env, { n: number }>>>(walk.units(tally));
declare const unit: CheckpointUnit<Row, Env, { n: number }>;
expectType<{ n: number } | undefined>(unit.state);
expectType<Promise<void>>(unit.commit({ n: 1 }));
expectType<Promise<void>>(unit.commit());
expectError(unit.commit({ n: '1' }));
expectType<AsyncIterable<CheckpointUnit<Row, Env, never>>>(walk.units());

// A list of lists gives the items of the children; the parent's type reaches both of its functions.
expectType<CheckpointedListing<Row, unknown>>(
  checkpointedFanOut(store, {
    key: 'all',
    parents: shops,
    parentKey: ({ name }) => name,
    children: (shop, resume) => {
      expectType<Shop>(shop);
      expectType<ResumeToken | undefined>(resume);
      return rows(resume);
    },
  }),
);

expectError(checkpointed(store, { list: rows }));
expectError(checkpointed(store, { key: 'rows' }));
expectError(checkpointed(store, { key: 'rows', list: rows, dedupe: (row: Row) => row.missing }));
expectError(checkpointed(store, { key: 'rows', list: rows, whenComplete: 'again' }));
expectError(checkpointedFanOut(store, { key: 'all', parents: shops, children: () => rows(undefined) }));

// Promises, Observables and arrays fit; a bare checkpoint, or text, does not.
declare const saved: Checkpoint;
const none = () => [];
expectAssignable<CheckpointStore>({ load: () => [saved], save: none, remove: none });
expectAssignable<CheckpointStore>({ load: () => Promise.resolve(null), save: none, remove: none });
expectNotAssignable<CheckpointStore>({ load: () => saved, save: none, remove: none });
expectNotAssignable<CheckpointStore>({ load: () => 'text', save: none, remove: none });

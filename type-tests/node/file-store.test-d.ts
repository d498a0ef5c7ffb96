import { expectAssignable, expectError, expectType } from 'tsd';
import type { Checkpoint, CheckpointStore } from '../../src/checkpoint/store.js';
import { fileStore } from '../../src/node/index.js';

const store = fileStore('state', { fsync: false, mode: 0o640 });
expectAssignable<CheckpointStore>(store);
expectType<Promise<Checkpoint | undefined>>(store.load('a'));
expectType<string>(store.pathOf('a'));
expectError(fileStore());
expectError(fileStore('state', { sync: true }));

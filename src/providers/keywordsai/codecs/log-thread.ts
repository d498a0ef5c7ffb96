import type * as t from 'io-ts';

import { anyId, int, nullish, shape } from '../../../codec/index.js';
import { environment } from './common.js';

/** A thread of logs: an item of `POST /api/log_threads/`. */
export const logThread = shape(
  'LogThread',
  { thread_identifier: anyId },
  nullish({ environment, log_count: int }),
);

export type LogThread = t.TypeOf<typeof logThread>;

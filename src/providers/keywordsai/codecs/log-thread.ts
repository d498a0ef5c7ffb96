import * as t from 'io-ts';

import { int, nullable, shape } from '../../../codec/index.js';
import { environment } from './common.js';

/** A thread of logs: an item of `POST /api/log_threads/`. */
export const logThread = shape(
  'LogThread',
  { thread_identifier: t.string },
  { environment: nullable(environment), log_count: nullable(int) },
);

export type LogThread = t.TypeOf<typeof logThread>;

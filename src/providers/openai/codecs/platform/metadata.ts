import * as t from 'io-ts';

import { nullable, record } from '../../../../codec/index.js';

/** Texts by key of the user's choice; null where there are none. */
export const metadata = nullable(record(t.string));

import * as t from 'io-ts';

import { record } from '../../../../codec/index.js';

/** Texts by key of the user's choice. */
export const metadata = record(t.string);

import * as t from 'io-ts';

import { int, openEnum } from '../../../codec/index.js';

/** An id that is a number in some replies and a text in others. */
export const anyId = t.union([int, t.string], 'id');

/** Which part of the organization's data something belongs to; the vendor's pages disagree about the words. */
export const environment = openEnum('prod', 'test', 'production');

import { budgetEta } from './budget-eta.js';
import { budgetUsed } from './budget-used.js';
import { burnSpike } from './burn-spike.js';
import { keyBroad } from './key-broad.js';
import { keyExpiring } from './key-expiring.js';
import { keyIdle } from './key-idle.js';
import { keyNeverUsed } from './key-never-used.js';
import { keyNoExpiry } from './key-no-expiry.js';
import { keyNoRecord } from './key-no-record.js';
import { keyOld } from './key-old.js';
import { keyOwnerGone } from './key-owner-gone.js';
import { keyRevokedUsed } from './key-revoked-used.js';
import { keyShared } from './key-shared.js';
import type { AnyRule } from './rule.js';
import { sourceAuth, sourceDrift, sourcePartial, sourceStale } from './source-state.js';

/** The rules of a monitor unless others are given, with their default thresholds. */
export const defaultRules: readonly AnyRule[] = [
  budgetUsed(),
  budgetEta(),
  burnSpike(),
  keyNeverUsed(),
  keyIdle(),
  keyNoRecord(),
  keyExpiring(),
  keyNoExpiry(),
  keyOld(),
  keyOwnerGone(),
  keyRevokedUsed(),
  keyBroad(),
  keyShared(),
  sourceStale(),
  sourceAuth(),
  sourceDrift(),
  sourcePartial(),
];

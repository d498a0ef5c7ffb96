import type { EngineOptions } from './options.js';
import type { ChangeLog } from '../changes/log.js';
import type { Overview } from '../shapes.js';
import type { Store } from '../store/store.js';
import type { Rates } from '../sums/rates.js';
import type { Checker } from './checker.js';
import type { Drifts } from './drifts.js';
import type { Expiries } from './expiries.js';
import type { Findings } from './findings.js';
import type { Fresh } from './fresh.js';
import type { History } from './history.js';
import type { Keeper } from './keeper.js';
import type { Pending } from './pending.js';
import type { Restatements } from './restatements.js';

/** What the parts of an engine know of each other. */
export interface EngineParts {
  readonly options: EngineOptions;
  readonly store: Store;
  readonly pending: Pending;
  readonly fresh: Fresh;
  readonly drifts: Drifts;
  readonly rates: Rates;
  readonly history: History;
  readonly restatements: Restatements;
  readonly expiries: Expiries;
  readonly findings: Findings;
  readonly checker: Checker;
  readonly log: ChangeLog;
  readonly keeper: Keeper;
  readonly now: () => number;
  readonly iso: () => string;
  /** Called when something changed: a frame is due. */
  readonly wake: () => void;
  /** The overview of now, without anybody looking. */
  overview(): Overview;
}

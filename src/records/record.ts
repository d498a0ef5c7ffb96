import type { Change } from './change.js';
import type { CostRecord } from './cost.js';
import type { Credential } from './credential.js';
import type { Drift } from './drift.js';
import type { Finding } from './finding.js';
import type { Limit } from './limit.js';
import type { Principal } from './principal.js';
import type { Project } from './project.js';
import type { SourceStatus } from './status.js';
import type { UsageRecord } from './usage.js';

/** What the lists of providers map to. */
export type FeedRecord = Principal | Project | Credential | UsageRecord | CostRecord | Limit;

/** Everything that a monitor reads or derives. */
export type MonitorRecord = FeedRecord | SourceStatus | Drift | Change | Finding;

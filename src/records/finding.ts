import type { Iso, Ref } from './meta.js';

/** From the mildest to the gravest. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;

/** How grave a finding is. */
export type Severity = (typeof SEVERITIES)[number];

/** One reason for a finding: a sentence with its figures, and what it is read from. */
export interface Evidence {
  /** The fact, what to do, and as of when. */
  readonly text: string;
  /** What it is read from. */
  readonly refs: readonly Ref[];
}

/** Something that needs attention, with its evidence. */
export interface Finding {
  readonly type: 'finding';
  /** The id of the rule. */
  readonly rule: string;
  /** How grave it is. */
  readonly severity: Severity;
  /** What it is about. */
  readonly subject: Ref;
  /** The reasons. */
  readonly evidence: readonly Evidence[];
  /** When it was first seen. */
  readonly since: Iso;
  /** When it was over; absent while it is open. */
  readonly resolvedAt?: Iso | undefined;
}

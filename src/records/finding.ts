import type { Iso, Ref } from './meta.js';

/** From the mildest to the gravest. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;

/** How grave a finding is. */
export type Severity = (typeof SEVERITIES)[number];

/** One reason for a finding: a sentence with its figures, and what it is read from. */
export interface Evidence {
  readonly text: string;
  readonly refs: readonly Ref[];
}

/** Something that needs attention, with its evidence. */
export interface Finding {
  readonly type: 'finding';
  /** The id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly subject: Ref;
  readonly evidence: readonly Evidence[];
  readonly since: Iso;
  readonly resolvedAt?: Iso | undefined;
}

import { SEVERITIES, type Evidence, type Severity } from '../../records/index.js';
import type { Hit, Verdict } from '../rules/rule.js';

/** Where a finding is between nothing wrong and open. */
export type FindingPhase =
  | { readonly phase: 'pending'; readonly since: number }
  | {
      readonly phase: 'firing';
      readonly since: number;
      readonly severity: Severity;
      readonly evidence: readonly Evidence[];
    };

/** What a look at a subject did to a finding. */
export interface FindingStep {
  /** Undefined: nothing wrong. */
  readonly next: FindingPhase | undefined;
  readonly what: 'opened' | 'resolved' | 'graver' | 'milder' | 'renewed' | 'nothing';
}

const fire = (hit: Hit, severity: Severity, since: number): FindingPhase => ({
  phase: 'firing',
  since,
  severity: hit.severity ?? severity,
  evidence: hit.evidence,
});

const compare = (before: Severity, after: Severity): FindingStep['what'] => {
  const difference = SEVERITIES.indexOf(after) - SEVERITIES.indexOf(before);
  if (difference > 0) return 'graver';
  return difference < 0 ? 'milder' : 'renewed';
};

/**
 * Returns what becomes of a finding: `ok`, pending for the time that the rule asks for, firing, resolved. Where nothing is
 * known it stays what it is: a source that is down is not a source without faults.
 */
export const stepFinding = (
  before: FindingPhase | undefined,
  verdict: Verdict,
  rule: { readonly severity: Severity; readonly forMs?: number | undefined },
  now: number,
): FindingStep => {
  if (verdict === 'unknown') return { next: before, what: 'nothing' };
  if (verdict === undefined)
    return { next: undefined, what: before?.phase === 'firing' ? 'resolved' : 'nothing' };
  if (before?.phase === 'firing') {
    const next = fire(verdict, rule.severity, before.since);
    return {
      next,
      what: compare(before.severity, next.phase === 'firing' ? next.severity : before.severity),
    };
  }
  // A clock that was set back makes no wait longer.
  const since = Math.min(before?.since ?? now, now);
  if (now - since < (rule.forMs ?? 0)) return { next: { phase: 'pending', since }, what: 'nothing' };
  return { next: fire(verdict, rule.severity, now), what: 'opened' };
};

import { checkThresholds } from './check-thresholds.js';
import { defineRule, type Rule } from './rule.js';
import { docsOf, evidence, refOfCredential, timeText } from './text.js';
import { DAY_MS } from '../../records/durations.js';

/** Thresholds of {@link keyRevokedUsed}. */
export interface RevokedUsedOptions {
  /** By how much clocks may differ, in milliseconds. Default 5 minutes. */
  readonly slackMs?: number;
}

/**
 * Returns the rule for keys that were used after they had been revoked.
 *
 * @param options `slackMs`, by how many milliseconds clocks may differ. Default 300,000.
 * @throws RangeError for a number out of its range
 *
 * @example
 * const rule = keyRevokedUsed({ slackMs: 60_000 });
 * console.log(rule.id, rule.severity); // key.revoked_used critical
 * createMonitor([source], { rules: [rule] });
 */
export const keyRevokedUsed = ({ slackMs = 300_000 }: RevokedUsedOptions = {}): Rule<'credential'> => {
  checkThresholds('keyRevokedUsed', { slackMs });
  return defineRule({
    id: 'key.revoked_used',
    title: 'Revoked key is in use',
    severity: 'critical',
    docs: docsOf('key.revoked_used'),
    on: 'credential',
    needs: ['credential'],
    check: (key, index) => {
      if (key.revokedAt === undefined || key.lastUsed.state !== 'used') return undefined;
      // A use that is known by the day only may have come before.
      const slack = key.lastUsed.precision === 'day' ? Math.max(slackMs, DAY_MS) : slackMs;
      if (Date.parse(key.lastUsed.at) - Date.parse(key.revokedAt) <= slack) return undefined;
      const fact = `Revoked at ${timeText(key.revokedAt)}, used at ${timeText(key.lastUsed.at)} (evidence: ${key.lastUsed.evidence}).`;
      return {
        evidence: [
          evidence(fact, 'Ask the provider how.', index.asOf(key.source, 'credential'), [
            refOfCredential(key),
          ]),
        ],
      };
    },
  });
};

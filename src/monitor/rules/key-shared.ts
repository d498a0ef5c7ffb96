import { checkThresholds } from './check-thresholds.js';
import { defineRule, type Rule } from './rule.js';
import { docsOf, evidence, isLive, refOfCredential } from './text.js';

/** Thresholds of {@link keyShared}. */
export interface SharedOptions {
  /** Requests in 24 hours from which a person's key looks like that of a service. Default 10,000. */
  readonly requests?: number;
}

/**
 * Returns the rule for keys of people that carry the load of a service: advice, no proof.
 *
 * @param options `requests` in 24 hours from which a person's key looks like that of a service. Default 10,000.
 * @throws RangeError for a number out of its range
 *
 * @example
 * const rule = keyShared({ requests: 50_000 });
 * console.log(rule.id, rule.severity); // key.shared info
 * createMonitor([source], { rules: [rule] });
 */
export const keyShared = ({ requests: least = 10_000 }: SharedOptions = {}): Rule<'credential'> => {
  checkThresholds('keyShared', { requests: least });
  return defineRule({
    id: 'key.shared',
    title: 'Key of a person carries a service',
    severity: 'info',
    docs: docsOf('key.shared'),
    on: 'credential',
    needs: ['credential', 'principal', 'usage'],
    check: (key, index) => {
      if (!isLive(key) || key.owner === undefined || key.kind === 'license') return undefined;
      if (index.principal(key.owner)?.kind !== 'user') return undefined;
      const requests = index.usage(refOfCredential(key), '24h')?.requests;
      if (requests === undefined || requests < least) return undefined;
      const fact = `${String(requests)} requests in 24 hours with a key of ${index.nameOf(key.owner)}.`;
      return {
        evidence: [
          evidence(fact, 'Give the service a key of its own.', index.asOf(key.source, 'usage'), [
            refOfCredential(key),
            key.owner,
          ]),
        ],
      };
    },
  });
};

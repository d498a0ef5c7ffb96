import type { Credential } from '../../records/index.js';
import { defineRule, type Rule } from './rule.js';
import { docsOf, evidence, isLive, refOfCredential } from './text.js';

/** Kinds that can be given an expiry. */
const CAN_EXPIRE: ReadonlySet<Credential['kind']> = new Set(['admin_key', 'api_token', 'wallet_key']);

/**
 * Returns the rule for keys that could have an expiry and have none.
 *
 * @example
 * const rule = keyNoExpiry();
 * console.log(rule.id, rule.severity); // key.no_expiry low
 * createMonitor([source], { rules: [rule] });
 */
export const keyNoExpiry = (): Rule<'credential'> =>
  defineRule({
    id: 'key.no_expiry',
    title: 'Key never expires',
    severity: 'low',
    docs: docsOf('key.no_expiry'),
    on: 'credential',
    needs: ['credential'],
    check: (key, index) => {
      if (!isLive(key) || key.expiresAt !== null || !CAN_EXPIRE.has(key.kind)) return undefined;
      return {
        evidence: [
          evidence(
            'It never expires.',
            'Replace it by one that does.',
            index.asOf(key.source, 'credential'),
            [refOfCredential(key)],
          ),
        ],
      };
    },
  });

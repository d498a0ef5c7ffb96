import { defineRule, type Rule } from './rule.js';
import { docsOf, evidence, isLive, refOfCredential, timeText } from './text.js';

/**
 * Returns the rule for keys of which nothing was seen since figures are known: for information, it proves no disuse.
 *
 * @example
 * const rule = keyNoRecord();
 * console.log(rule.id, rule.severity); // key.no_record info
 * createMonitor([source], { rules: [rule] });
 */
export const keyNoRecord = (): Rule<'credential'> =>
  defineRule({
    id: 'key.no_record',
    title: 'No record of use',
    severity: 'info',
    docs: docsOf('key.no_record'),
    on: 'credential',
    needs: ['credential'],
    check: (key, index) => {
      if (!isLive(key) || key.lastUsed.state !== 'no_record') return undefined;
      const fact = `No use is on record since ${timeText(key.lastUsed.since)}; its provider does not say when it was used.`;
      return {
        evidence: [
          evidence(fact, 'Ask its owner.', index.asOf(key.source, 'credential'), [refOfCredential(key)]),
        ],
      };
    },
  });

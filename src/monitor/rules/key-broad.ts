import type { Credential, Severity } from '../../records/index.js';
import { defineRule, type Rule, type RuleIndex } from './rule.js';
import { docsOf, evidence, isLive, refOfCredential } from './text.js';

interface Reason {
  readonly severity: Severity;
  readonly fact: string;
}

const isWildcard = (scope: string): boolean => scope === '*' || /[.:/]\*$/.test(scope);

const POWERFUL: ReadonlySet<string> = new Set(['owner', 'admin', 'root']);

const reasonOf = (key: Credential, index: RuleIndex): Reason | undefined => {
  const wild = key.scopes?.find(isWildcard);
  if (wild !== undefined) return { severity: 'medium', fact: `Its scope ${wild} holds everything.` };
  if (key.privilege === 'admin') return { severity: 'low', fact: 'It has the rights of an administrator.' };
  const owner = key.owner === undefined ? undefined : index.principal(key.owner);
  const role = owner?.role?.toLowerCase();
  // Where scopes are not reported, a key may do what its owner may.
  if (key.scopes !== undefined || key.privilege !== 'unknown' || role === undefined || !POWERFUL.has(role))
    return undefined;
  return { severity: 'info', fact: `Its scopes are not reported, and its owner has the role ${role}.` };
};

/**
 * Returns the rule for keys that may do more than one task needs: by kind, by a wildcard scope, or by their owner's role.
 *
 * @example
 * const rule = keyBroad();
 * console.log(rule.id, rule.severity); // key.broad low
 * createMonitor([source], { rules: [rule] });
 */
export const keyBroad = (): Rule<'credential'> =>
  defineRule({
    id: 'key.broad',
    title: 'Key has broad rights',
    severity: 'low',
    docs: docsOf('key.broad'),
    on: 'credential',
    needs: ['credential'],
    check: (key, index) => {
      if (!isLive(key) || key.kind === 'license') return undefined;
      const reason = reasonOf(key, index);
      if (reason === undefined) return undefined;
      const refs = [refOfCredential(key), ...(key.owner === undefined ? [] : [key.owner])];
      return {
        severity: reason.severity,
        evidence: [
          evidence(reason.fact, 'Use one with fewer rights.', index.asOf(key.source, 'credential'), refs),
        ],
      };
    },
  });

import type { Credential, Iso, Principal } from '../../records/index.js';
import { defineRule, type Rule, type RuleIndex } from './rule.js';
import { docsOf, evidence, isLive, refOfCredential } from './text.js';

const GONE: Readonly<Partial<Record<Principal['status'], string>>> = {
  banned: 'is banned',
  inactive: 'is deactivated',
  removed: 'is no longer a member',
};

const PEOPLE: ReadonlySet<string> = new Set<Principal['kind']>([
  'user',
  'service_account',
  'customer',
  'licensee',
  'agent',
]);

/** What happened to an owner; nothing; or that nothing is known. */
type Reason = { readonly text: string } | 'unknown' | undefined;

/** People are read more rarely than keys: who came with a new key is in a list that has not been read since. */
const isNewer = ({ createdAt }: Credential, listed: Iso | undefined): boolean =>
  createdAt !== undefined && listed !== undefined && createdAt > listed;

/** Who owns it may be in no list that was read: only a whole list with people of this kind shows that somebody is gone. */
const absence = (key: Credential, index: RuleIndex): Reason => {
  const { owner } = key;
  if (owner === undefined || !PEOPLE.has(owner.kind)) return undefined;
  if (!index.knowsKind(owner.source, owner.kind as Principal['kind'])) return undefined;
  if (!index.isWhole(owner.source, 'principal') || isNewer(key, index.asOf(owner.source, 'principal')))
    return 'unknown';
  return { text: 'is in no list of members' };
};

const reasonOf = (key: Credential, index: RuleIndex): Reason => {
  if (key.ownerAccess === 'inactive') return { text: 'has no access to the project any more' };
  if (key.owner === undefined) return undefined;
  const owner = index.principal(key.owner);
  if (owner === undefined) return absence(key, index);
  const text = GONE[owner.status];
  return text === undefined ? undefined : { text };
};

/**
 * Returns the rule for keys that work yet though their owner has left, is banned, or has lost access.
 *
 * @example
 * const rule = keyOwnerGone();
 * console.log(rule.id, rule.severity); // key.owner_gone high
 * createMonitor([source], { rules: [rule] });
 */
export const keyOwnerGone = (): Rule<'credential'> =>
  defineRule({
    id: 'key.owner_gone',
    title: 'Owner of the key is gone',
    severity: 'high',
    docs: docsOf('key.owner_gone'),
    on: 'credential',
    needs: ['credential', 'principal'],
    check: (key, index) => {
      if (!isLive(key)) return undefined;
      const reason = reasonOf(key, index);
      if (reason === undefined || reason === 'unknown') return reason;
      const name = key.owner === undefined ? 'Its owner' : `Its owner ${index.nameOf(key.owner)}`;
      const used =
        key.lastUsed.state === 'used' ? ` It was last used at ${key.lastUsed.at.slice(0, 16)}Z.` : '';
      const refs = [refOfCredential(key), ...(key.owner === undefined ? [] : [key.owner])];
      const asOf = index.asOf(key.source, 'principal') ?? index.asOf(key.source, 'credential');
      return {
        evidence: [
          evidence(`${name} ${reason.text}.${used}`, 'Revoke it, or hand it to somebody else.', asOf, refs),
        ],
      };
    },
  });

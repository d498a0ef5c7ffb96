import {
  isoOf,
  metaOf,
  type Principal as PrincipalRecord,
  type Project,
  type Reading,
} from '../../../records/index.js';
import type { Pact } from '../codecs.js';
import { PROVIDER } from './common.js';

/** What is over stays in the list. */
const STATUS: Readonly<Record<string, Project['status']>> = {
  active: 'active',
  pending_approval: 'active',
  rejected: 'archived',
  completed: 'archived',
  expired: 'archived',
  revoked: 'archived',
  withdrawn: 'archived',
};

/** Returns a pact as what keys are confined to. What it is for, in somebody's own words, is left behind. */
export const projectOfPact = (pact: Pact, reading: Reading): Project => ({
  type: 'project',
  ...metaOf(PROVIDER, 'pacts', pact.id, reading),
  kind: 'pact',
  id: pact.id,
  name: pact.name,
  // The vendor writes the words in lower case here and in upper case there.
  status: STATUS[pact.status.toLowerCase()] ?? 'unknown',
  createdAt: isoOf(pact.created_at),
});

/** Returns a pact, and who acts under it: agents of others are in no list of one's own. */
export const recordsOfPact = (pact: Pact, reading: Reading): readonly (Project | PrincipalRecord)[] => {
  const { operator } = pact;
  const project = projectOfPact(pact, reading);
  if (operator == null) return [project];
  return [
    project,
    {
      type: 'principal',
      ...metaOf(PROVIDER, 'pacts', operator.id, reading),
      kind: operator.type === 'agent' ? 'agent' : operator.type === 'human' ? 'user' : 'unknown',
      id: operator.id,
      displayName: operator.name ?? undefined,
      status: 'unknown',
      createdAt: isoOf(operator.created_at),
    },
  ];
};

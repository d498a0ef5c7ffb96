import { asked, listing, oneOf, type CoboList } from '../listing.js';
import type { IdentityShelves } from '../identities.js';

const LIMITS = [50, 200] as const;

/** Principals, agents and keys; the sandbox's key belongs to an operator who sees every principal's. */
export function identityLists({ principals, agents, keys }: IdentityShelves): readonly CoboList[] {
  return [
    {
      list: 'principals',
      shelf: principals,
      path: '/api/v1/principals',
      credential: 'service',
      items: 'result',
      answer: listing({
        rows: () => principals.rows(),
        checks: [oneOf('type', ['human', 'agent'])],
        keeps: (row, asking) => asked(row, asking, 'type'),
        pages: { limits: LIMITS },
      }),
    },
    {
      list: 'principals.agents',
      shelf: agents,
      path: '/api/v1/principals/agents',
      items: 'result',
      answer: listing({ rows: () => agents.rows(), pages: { limits: LIMITS } }),
    },
    {
      list: 'apiKeys',
      shelf: keys,
      path: '/api/v1/api-keys',
      credential: 'either',
      items: 'result',
      answer: listing({ rows: () => keys.rows(), pages: { limits: LIMITS } }),
    },
  ];
}

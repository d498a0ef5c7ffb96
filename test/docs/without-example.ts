import { PROVIDERS } from '../../src/providers/names.js';

/** Functions and classes that have no example, by entry, each group with its reason. */
interface Exception {
  readonly reason: string;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

const MAPPINGS: Exception = {
  reason:
    'it maps one item, which only a whole reply of the vendor can show; the source of the provider calls it',
  names: {
    openai: [
      'usageOfBucket',
      'useOfAuditLog',
      'credentialOfAdminKey',
      'limitOfSpendAlert',
      'limitOfSpendLimit',
      'limitsOfRateLimit',
      'principalOfOwner',
      'principalOfServiceAccount',
      'recordsOfAdminKey',
      'recordsOfProjectKey',
    ],
    keywordsai: [
      'principalOfCustomer',
      'costOfCustomer',
      'usageOfCustomer',
      'limitsOfCustomer',
      'recordsOfCustomer',
      'recordsOfRequestLog',
      'credentialOfTemporaryKey',
      'limitsOfTemporaryKey',
    ],
    keygen: [
      'credentialOfLicense',
      'usageOfLicense',
      'limitsOfLicense',
      'recordsOfLicense',
      'credentialOfToken',
      'limitsOfToken',
      'recordsOfToken',
      'principalOfUser',
      'projectOfProduct',
      'usageOfRequestLog',
    ],
    cobo: ['principalOf', 'credentialOfApiKey', 'projectOfPact', 'recordsOfPact', 'useOfAuditLog'],
  },
};

/** The reason why a function or a class has no example, by its entry and name. */
export const WITHOUT_EXAMPLE: ReadonlyMap<string, string> = new Map(
  PROVIDERS.flatMap((provider) =>
    (MAPPINGS.names[provider] ?? []).map(
      (name) => [`headwater/${provider} records.${name}`, MAPPINGS.reason] as const,
    ),
  ),
);

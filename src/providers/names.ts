/** The providers, in the order in which they are shown. */
export const PROVIDERS = ['openai', 'keywordsai', 'keygen', 'cobo'] as const;

/** One of the providers. */
export type ProviderName = (typeof PROVIDERS)[number];

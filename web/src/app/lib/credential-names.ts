// Written by `npm run lists` from src/providers/names.ts and the folder of each provider.
/** What a credential of each provider is called, and the vendor's own page on it. */
export const NAMED: Readonly<Record<string, { readonly noun: string; readonly docs?: string }>> = {
  openai: { noun: 'admin key', docs: 'https://platform.openai.com/settings/organization/admin-keys' },
  keywordsai: { noun: 'API key', docs: 'https://docs.keywordsai.co' },
  keygen: { noun: 'token', docs: 'https://keygen.sh/docs/api/tokens/' },
  cobo: { noun: 'API key' },
};

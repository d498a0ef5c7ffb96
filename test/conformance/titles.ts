/** What the providers are called on pages, in their order there. */
export const TITLES: Readonly<Record<string, string>> = {
  openai: 'OpenAI',
  keywordsai: 'Keywords AI',
  keygen: 'Keygen',
  cobo: 'Cobo Agentic Wallet',
};

import { addressOf, checkCredentials } from '../endpoint/check-client-options.js';
import { PROVIDERS, type ProviderName } from '../providers/names.js';
import { credentialsOf, variableOf, type Accounts } from './accounts.js';
import type { Env } from './io.js';

const checkProvider = (provider: ProviderName, env: Env): void => {
  const address = variableOf(provider, 'baseUrl') ?? '';
  // An empty variable is one that is not set.
  if ((env[address] ?? '') !== '') addressOf(provider, address, env[address]);
  checkCredentials(provider, Object.fromEntries(credentialsOf(provider).map((name) => [name, env[name]])));
};

/**
 * Refuses what a client would refuse, by the name of the variable: that is what the reader has written.
 *
 * @throws ConfigError that does not quote the value
 */
export const checkVariables = (env: Env, accounts: Accounts): void => {
  for (const provider of PROVIDERS) if (accounts[provider] !== undefined) checkProvider(provider, env);
};

import { settingsOf, TOKEN, variablesFor } from '../../src/cli/accounts.js';
import { CATALOG } from '../../src/cli/catalog.js';
import { JOURNAL } from '../../src/cli/commands/statusline.js';
import { TITLES } from '../../src/cli/output/endpoints-page.js';
import { REDIS_URL } from '../../src/cli/redis.js';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';
import { tableOf } from './written.js';

const code = (text: string): string => `\`${text}\``;

/** How many endpoints of a provider a variable opens: nothing where it is no credential. */
const opens = (provider: ProviderName, variable: string): string => {
  const own = CATALOG.filter((entry) => entry.provider === provider);
  const open = own.filter(({ credential }) => variablesFor(provider, credential).includes(variable));
  return open.length === 0 ? '' : `${String(open.length)} of ${String(own.length)}`;
};

/** The variables that hold accounts. */
export const accountVariables = (): string =>
  tableOf(
    ['variable', 'provider', 'option of its client', 'endpoints that take it'],
    PROVIDERS.flatMap((provider) =>
      settingsOf(provider).map(([option, variable]) => [
        code(variable),
        TITLES[provider],
        code(option),
        opens(provider, variable),
      ]),
    ),
  );

/** All other variables of the command line. */
export const OTHER_VARIABLES: readonly string[] = [TOKEN, REDIS_URL, JOURNAL];

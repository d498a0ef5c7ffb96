import type { CoboOptions } from '../providers/cobo/index.js';
import type { KeygenOptions } from '../providers/keygen/index.js';
import type { KeywordsAiOptions } from '../providers/keywordsai/index.js';
import type { ProviderName } from '../providers/names.js';
import type { OpenAiOptions } from '../providers/openai/index.js';
import { UsageError } from './exit.js';
import type { Env } from './io.js';

interface OptionsOf {
  readonly openai: OpenAiOptions;
  readonly keywordsai: KeywordsAiOptions;
  readonly keygen: KeygenOptions;
  readonly cobo: CoboOptions;
}

/** Who to be, and where, at each provider; undefined where nothing was said. */
export type Accounts = { readonly [P in ProviderName]: OptionsOf[P] | undefined };

/** The variables that options of each provider are read from. */
export const SETTINGS = {
  openai: { baseUrl: 'OPENAI_BASE_URL', adminKey: 'OPENAI_ADMIN_KEY', apiKey: 'OPENAI_API_KEY' },
  keywordsai: { baseUrl: 'KEYWORDSAI_BASE_URL', apiKey: 'KEYWORDSAI_API_KEY' },
  keygen: {
    baseUrl: 'KEYGEN_BASE_URL',
    account: 'KEYGEN_ACCOUNT',
    token: 'KEYGEN_TOKEN',
    environment: 'KEYGEN_ENVIRONMENT',
  },
  cobo: { baseUrl: 'COBO_BASE_URL', apiKey: 'COBO_API_KEY', serviceKey: 'COBO_SERVICE_KEY' },
} as const satisfies {
  readonly [P in ProviderName]: { readonly [O in keyof OptionsOf[P]]?: string } & {
    readonly baseUrl: string;
  };
};

/** The variables that hold the credentials of each provider: one of them is enough for some of its endpoints. */
export const VARIABLES: Readonly<Record<ProviderName, readonly string[]>> = {
  openai: [SETTINGS.openai.adminKey, SETTINGS.openai.apiKey],
  keywordsai: [SETTINGS.keywordsai.apiKey],
  keygen: [SETTINGS.keygen.token],
  cobo: [SETTINGS.cobo.apiKey, SETTINGS.cobo.serviceKey],
};

/** The variable with what clients of a served monitor send; other machines must. */
export const TOKEN = 'HEADWATER_TOKEN';

/** Returns the variables of which one must be set to ask an endpoint. */
export const variablesFor = (provider: ProviderName, credential: string | undefined): readonly string[] => {
  const own = Object.entries<string>(SETTINGS[provider]).find(([option]) => option === credential);
  return own === undefined ? VARIABLES[provider] : [own[1]];
};

/** An empty variable is one that is not set: that is how shells and CI take one away. */
const valueOf = (env: Env, name: string): string | undefined => (env[name] === '' ? undefined : env[name]);

/** Tells whether one of some variables is set. */
export const anySet = (env: Env, names: readonly string[]): boolean =>
  names.some((name) => valueOf(env, name) !== undefined);

/** The options of a provider that variables hold; undefined where no credential is set. */
const optionsAt = <P extends ProviderName>(provider: P, env: Env): OptionsOf[P] | undefined => {
  if (!anySet(env, VARIABLES[provider])) return undefined;
  const names = Object.entries<string>(SETTINGS[provider]);
  return Object.fromEntries(names.map(([option, name]) => [option, valueOf(env, name)]));
};

const keygenOf = (env: Env): KeygenOptions | undefined => {
  const options = optionsAt('keygen', env);
  if (options !== undefined && options.account === undefined && options.baseUrl === undefined) {
    throw new UsageError(
      'KEYGEN_TOKEN is set and KEYGEN_ACCOUNT is not: set it to the id or slug of the account.',
    );
  }
  return options;
};

/** Returns what the environment says. Throws a {@link UsageError} where it says half of what is needed. */
export const accountsFrom = (env: Env): Accounts => ({
  openai: optionsAt('openai', env),
  keywordsai: optionsAt('keywordsai', env),
  keygen: keygenOf(env),
  cobo: optionsAt('cobo', env),
});

/** What to say where no provider is set. */
export const NOTHING_SET = [
  'no credentials are set. Set those that you have:',
  '  OPENAI_ADMIN_KEY (OPENAI_API_KEY)   OpenAI',
  '  KEYWORDSAI_API_KEY                  Keywords AI',
  '  KEYGEN_ACCOUNT and KEYGEN_TOKEN     Keygen (KEYGEN_ENVIRONMENT for one environment)',
  '  COBO_API_KEY, COBO_SERVICE_KEY      Cobo Agentic Wallet',
  'Another address: OPENAI_BASE_URL, KEYWORDSAI_BASE_URL, KEYGEN_BASE_URL, COBO_BASE_URL.',
  'Or try it without credentials: --sandbox.',
].join('\n');

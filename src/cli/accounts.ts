import type { CoboOptions } from '../providers/cobo/index.js';
import type { KeygenOptions } from '../providers/keygen/index.js';
import type { KeywordsAiOptions } from '../providers/keywordsai/index.js';
import type { ProviderName } from '../providers/names.js';
import type { OpenAiOptions } from '../providers/openai/index.js';
import { UsageError } from './exit.js';
import type { Env } from './io.js';

/** Who to be, and where, at each provider; absent where nothing was said. */
export interface Accounts {
  readonly openai?: OpenAiOptions | undefined;
  readonly keywordsai?: KeywordsAiOptions | undefined;
  readonly keygen?: KeygenOptions | undefined;
  readonly cobo?: CoboOptions | undefined;
}

/** The variables that hold the credentials of each provider: one of them is enough for some of its endpoints. */
export const VARIABLES: Readonly<Record<ProviderName, readonly string[]>> = {
  openai: ['OPENAI_ADMIN_KEY', 'OPENAI_API_KEY'],
  keywordsai: ['KEYWORDSAI_API_KEY'],
  keygen: ['KEYGEN_TOKEN'],
  cobo: ['COBO_API_KEY', 'COBO_SERVICE_KEY'],
};

/** The variable with what clients of a served monitor send; other machines must. */
export const TOKEN = 'HEADWATER_TOKEN';

const BY_CREDENTIAL: Readonly<Record<string, readonly string[]>> = {
  'openai adminKey': ['OPENAI_ADMIN_KEY'],
  'openai apiKey': ['OPENAI_API_KEY'],
  'cobo serviceKey': ['COBO_SERVICE_KEY'],
};

/** Returns the variables of which one must be set to ask an endpoint. */
export const variablesFor = (provider: ProviderName, credential: string | undefined): readonly string[] =>
  BY_CREDENTIAL[`${provider} ${credential ?? ''}`] ?? VARIABLES[provider];

/** An empty variable is one that is not set: that is how shells and CI take one away. */
const valueOf = (env: Env, name: string): string | undefined => (env[name] === '' ? undefined : env[name]);

/** Tells whether one of some variables is set. */
export const anySet = (env: Env, names: readonly string[]): boolean =>
  names.some((name) => valueOf(env, name) !== undefined);

const keygenOf = (env: Env): KeygenOptions => {
  const [account, baseUrl] = [valueOf(env, 'KEYGEN_ACCOUNT'), valueOf(env, 'KEYGEN_BASE_URL')];
  if (account === undefined && baseUrl === undefined) {
    throw new UsageError(
      'KEYGEN_TOKEN is set and KEYGEN_ACCOUNT is not: set it to the id or slug of the account.',
    );
  }
  return {
    account,
    token: valueOf(env, 'KEYGEN_TOKEN'),
    environment: valueOf(env, 'KEYGEN_ENVIRONMENT'),
    baseUrl,
  };
};

/** Returns what the environment says. Throws a {@link UsageError} where it says half of what is needed. */
export const accountsFrom = (env: Env): Accounts => {
  const has = (provider: ProviderName): boolean => anySet(env, VARIABLES[provider]);
  return {
    openai: has('openai')
      ? {
          adminKey: valueOf(env, 'OPENAI_ADMIN_KEY'),
          apiKey: valueOf(env, 'OPENAI_API_KEY'),
          baseUrl: valueOf(env, 'OPENAI_BASE_URL'),
        }
      : undefined,
    keywordsai: has('keywordsai')
      ? { apiKey: valueOf(env, 'KEYWORDSAI_API_KEY'), baseUrl: valueOf(env, 'KEYWORDSAI_BASE_URL') }
      : undefined,
    keygen: has('keygen') ? keygenOf(env) : undefined,
    cobo: has('cobo')
      ? {
          apiKey: valueOf(env, 'COBO_API_KEY'),
          serviceKey: valueOf(env, 'COBO_SERVICE_KEY'),
          baseUrl: valueOf(env, 'COBO_BASE_URL'),
        }
      : undefined,
  };
};

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

import type { Description } from '../providers/names.js';
import { DESCRIPTIONS } from '../providers/descriptions.js';
import { PROVIDERS, type ProviderName } from '../providers/names.js';
import { UsageError } from './exit.js';
import type { Env } from './io.js';

type OptionsOf = { readonly [P in ProviderName]: Parameters<(typeof DESCRIPTIONS)[P]['client']>[0] };

/** The client of each provider. */
export type ClientOf = {
  readonly [P in ProviderName]: Awaited<ReturnType<(typeof DESCRIPTIONS)[P]['client']>>;
};

/** What there is to know of each provider: those above, by the types of each. */
export const DESCRIBED: { readonly [P in ProviderName]: Description<OptionsOf[P], ClientOf[P]> } =
  DESCRIPTIONS;

/** Who to be, and where, at each provider; undefined where nothing was said. */
export type Accounts = { readonly [P in ProviderName]: OptionsOf[P] | undefined };

/** The variables that options of each provider are read from. */
export const settingsOf = (
  provider: ProviderName,
): readonly (readonly [option: string, variable: string])[] =>
  Object.entries<string>(DESCRIPTIONS[provider].settings);

/** The variable that an option of a provider is read from. */
export const variableOf = (provider: ProviderName, option: string): string | undefined =>
  settingsOf(provider).find(([name]) => name === option)?.[1];

/** The variables that hold the credentials of a provider: one of them is enough for some of its endpoints. */
export const credentialsOf = (provider: ProviderName): readonly string[] =>
  DESCRIPTIONS[provider].credentials.flatMap((option) => variableOf(provider, option) ?? []);

/** The variable with what clients of a served monitor send; other machines must. */
export const TOKEN = 'HEADWATER_TOKEN';

/** Returns the variables of which one must be set to ask an endpoint. */
export const variablesFor = (provider: ProviderName, credential: string | undefined): readonly string[] => {
  const own = credential === undefined ? undefined : variableOf(provider, credential);
  return own === undefined ? credentialsOf(provider) : [own];
};

/** An empty variable is one that is not set: that is how shells and CI take one away. */
const valueOf = (env: Env, name: string): string | undefined => (env[name] === '' ? undefined : env[name]);

/** Returns whether one of some variables is set. */
export const anySet = (env: Env, names: readonly string[]): boolean =>
  names.some((name) => valueOf(env, name) !== undefined);

/** The options of a provider that variables hold; undefined where no credential is set. */
const optionsAt = <P extends ProviderName>(provider: P, env: Env): OptionsOf[P] | undefined => {
  if (!anySet(env, credentialsOf(provider))) return undefined;
  const options = Object.fromEntries(
    settingsOf(provider).map(([option, name]) => [option, valueOf(env, name)]),
  ) as OptionsOf[P];
  const lack = DESCRIBED[provider].lacks?.(options);
  if (lack !== undefined) {
    const given = credentialsOf(provider).join(' or ');
    throw new UsageError(`${given} is set and ${lack.variable} is not: set it to ${lack.setTo}.`);
  }
  return options;
};

/** Returns what the environment says. Throws a {@link UsageError} where it says half of what is needed. */
export const accountsFrom = (env: Env): Accounts =>
  Object.fromEntries(PROVIDERS.map((provider) => [provider, optionsAt(provider, env)])) as Accounts;

const COLUMN = 36;

const lineOf = (provider: ProviderName): string => {
  const { title, setUp } = DESCRIPTIONS[provider];
  return `  ${setUp.variables.padEnd(COLUMN)}${title}${setUp.note === undefined ? '' : ` (${setUp.note})`}`;
};

/** What to say where no provider is set. */
export const NOTHING_SET = [
  'no credentials are set. Set those that you have:',
  ...PROVIDERS.map(lineOf),
  `Another address: ${PROVIDERS.map((provider) => DESCRIPTIONS[provider].settings.baseUrl).join(', ')}.`,
  'Or try it without credentials: --sandbox.',
].join('\n');

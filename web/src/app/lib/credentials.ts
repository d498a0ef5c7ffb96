// What the credentials of providers are called, what one lacks, and where one reads how to make another.
import type { SourceRow } from 'headwater/monitor';
import { NAMED } from './credential-names.js';

const namedOf = (provider: string): (typeof NAMED)[string] | undefined =>
  Object.hasOwn(NAMED, provider) ? NAMED[provider] : undefined;

const nounOf = (provider: string): string => namedOf(provider)?.noun ?? 'credential';

/** Where one reads about the credentials of a provider; undefined where that is not known. */
export const docsOf = (provider: string): string | undefined => namedOf(provider)?.docs;

const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** What a failed list says of its credential. */
type Refused = Pick<SourceRow, 'provider' | 'state' | 'error' | 'needs'>;

/** The permission that is missing: as the provider named it, else as the list is known to need it. */
export const scopeOf = ({ state, error, needs }: Refused): string | undefined =>
  error?.missingScope ?? (state === 'forbidden' ? needs : undefined);

/** A scope is one word, or several with commas between; else it is a sentence on what is needed. */
const isScope = (text: string): boolean => /^[\w.:*-]+(, [\w.:*-]+)*$/.test(text);

const needsOf = (provider: string, scope: string): string => {
  const known = namedOf(provider);
  return known === undefined || !isScope(scope)
    ? `Needs ${scope}.`
    : `Needs ${withArticle(known.noun)}: ${scope}.`;
};

/** The error of a list for which no credential was given at all. */
const isNotGiven = ({ error }: Refused): boolean => error?.class === 'ConfigError';

/** What is wrong with the credential of a list that is refused; undefined where that is not why it fails. */
export const lackOf = (row: Refused): string | undefined => {
  const scope = scopeOf(row);
  if (scope !== undefined) return needsOf(row.provider, scope);
  const noun = nounOf(row.provider);
  if (row.state === 'auth')
    return isNotGiven(row)
      ? `No ${noun} that may read it is given.`
      : `The ${noun} is refused. Replace it; it is asked for again every 10 minutes.`;
  return row.state === 'forbidden' ? `The ${noun} lacks a permission. Run \`headwater check\`.` : undefined;
};

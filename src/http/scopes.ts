/** A message may be as long as a body; the names of scopes stand near its beginning. */
const LOOKED_AT = 2000;

/** Names of scopes that one refusal can list. */
const MOST_SCOPES = 20;

const namesIn = (list = ''): readonly string[] | undefined => {
  const names = list
    .split(/[\s,]+/)
    .map((name) => name.replace(/[.;:]$/, ''))
    .filter((name) => name !== '');
  return names.length === 0 ? undefined : names.slice(0, MOST_SCOPES);
};

/** Returns the scopes that follow words such as `Missing scopes: ` in a vendor's sentence; undefined where there are none. */
export const scopesBehind = (words: RegExp, text: string | undefined): readonly string[] | undefined => {
  const looked = text?.slice(0, LOOKED_AT) ?? '';
  const match = words.exec(looked);
  if (match === null) return undefined;
  // Names are parted by commas; the first one that a space and no comma follows ends the list.
  return namesIn(/^\s*[\w.:/*-]*(?:,\s*[\w.:/*-]+)*/.exec(looked.slice(match.index + match[0].length))?.[0]);
};

/**
 * Returns the scopes that a `WWW-Authenticate` header says are missing (RFC 6750: `error="insufficient_scope", scope="a b"`).
 */
export const challengedScopes = (header: string | null): readonly string[] | undefined => {
  const text = header?.slice(0, LOOKED_AT) ?? '';
  return text.includes('insufficient_scope') ? namesIn(/\bscope="([^"]*)"/.exec(text)?.[1]) : undefined;
};

import type { Credential } from './credential.js';

/** What is confined to something comes from the list of that thing, which knows what kind of credential it is. */
const isSpecific = ({ scopeContainer }: Credential): boolean => scopeContainer !== undefined;

const defined = (credential: Credential): Partial<Credential> =>
  Object.fromEntries(Object.entries(credential).filter(([, value]) => value !== undefined));

/** That a list holds it is all that some lists know of its status; a list that knows better wins. */
const statusOf = (a: Credential, b: Credential): Credential['status'] =>
  a.status === 'active' || a.status === 'unknown' ? (b.status === 'unknown' ? a.status : b.status) : a.status;

/** Returns what two lists say of one credential: the more specific list decides, the other fills in what that does not say. */
export const joinCredential = (a: Credential, b: Credential): Credential => {
  const [main, other] = isSpecific(b) && !isSpecific(a) ? [b, a] : [a, b];
  return { ...main, ...defined(other), ...defined(main), status: statusOf(main, other) };
};

/**
 * Returns the credentials of several lists of one source, each once: what has the same id is one. OpenAI's list of admin keys
 * also holds project keys, as if they were admin keys; their project's list says what they are.
 */
export const joinCredentials = (credentials: readonly Credential[]): readonly Credential[] => {
  const joined = new Map<string, Credential>();
  for (const credential of credentials) {
    const key = `${credential.source} ${credential.id}`;
    const known = joined.get(key);
    joined.set(key, known === undefined ? credential : joinCredential(known, credential));
  }
  return [...joined.values()];
};

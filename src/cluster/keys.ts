import { ConfigError } from '../http/errors.js';

const PREFIX = 'headwater';

/** Names of all keys in Redis. What is used by one script stands in one slot of a Redis Cluster: the part in braces. */
export const keysOf = (prefix = PREFIX) => ({
  limiter: (key: string): string => `${prefix}:limiter:{${key}}`,
  journal: (key: string): string => `${prefix}:journal:{${key}}`,
});

/** Refuses a name that names nothing, or that would end the part in braces. */
export const checkKey = (owner: string, key: string): void => {
  if (key !== '' && !/[{}]/.test(key)) return;
  throw new ConfigError({
    code: 'config-option-invalid',
    message: `${owner}: the key must be a text without braces, and not empty`,
    advice: 'Name the account, for example `acme`. Never use a credential: the key is readable in Redis.',
  });
};

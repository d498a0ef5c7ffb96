import { MASK, Secret, isSecret } from '../http/secret.js';
import { Direct } from './direct.js';
import { INVALID } from './reader.js';

/**
 * Text on the wire that is a secret, `Secret<string>` here. It is encoded as `[secret]`, never as what it holds, and an
 * error report about an object that holds one carries no input values.
 */
export const secretString = new Direct<Secret<string>, string>({
  name: 'Secret',
  is: (value): value is Secret<string> => isSecret(value) && typeof value.reveal() === 'string',
  read: (input) => (typeof input === 'string' ? new Secret(input) : INVALID),
  encode: () => MASK,
  sensitive: true,
});

import { expect } from 'chai';
import type { Provider } from '../../src/walk/index.js';
import { ConfigError } from '../../src/http/errors.js';
import { acme, acmeClient, lastIdPages, things } from '../support/acme.js';

const FUNCTIONS = ['pathPrefix', 'auth', 'headers', 'refusal'] as const;

/** What a list ends with where one function of the provider is another, and how many requests were sent. */
const outcomeWith = (
  name: keyof Provider,
  value: unknown,
): { readonly error: unknown; readonly sent: number } => {
  const provider = { ...acme, [name]: value };
  const { client, api } = acmeClient(lastIdPages(['a']), {}, provider);
  let error: unknown;
  client.list(things).subscribe({ error: (given: unknown) => (error = given) });
  api.run();
  return { error, sent: api.log.length };
};

describe('a function of a provider', () => {
  for (const name of FUNCTIONS)
    it(`that throws ends the list as a mistake of the definition, and is not tried again: ${name}`, () => {
      const { error, sent } = outcomeWith(name, () => {
        throw new TypeError('x is not a function');
      });
      expect(error).to.be.instanceOf(ConfigError).with.property('code', 'config-definition');
      expect(error).to.have.nested.property('cause.message', 'x is not a function');
      expect(String(error)).to.include(
        'acme.things, page 0: a function of the definition failed. See the cause.',
      );
      expect(sent).to.equal(name === 'refusal' ? 1 : 0);
    });

  for (const [name, given] of [
    ['auth', 'key'],
    ['auth', {}],
    ['headers', 'x-a: b'],
    ['refusal', 'no'],
  ] as const)
    it(`that gives what cannot be used is such a mistake, too: ${name}, ${JSON.stringify(given)}`, () => {
      expect(outcomeWith(name, () => given).error).to.have.property('code', 'config-definition');
    });

  for (const name of FUNCTIONS)
    it(`may give nothing: ${name}`, () => {
      expect(outcomeWith(name, () => undefined)).to.deep.equal({ error: undefined, sent: 1 });
    });
});

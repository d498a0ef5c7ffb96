import { expect } from 'chai';
import { exactAmounts } from '../../src/endpoint/exact-amounts.js';
import { ConfigError } from '../../src/http/errors.js';
import { acmeClient, lastIdPages, things } from '../support/acme.js';

describe('exactAmounts', () => {
  for (const [json, names, result] of [
    ['{"value":0.123456789012345678901}', ['value'], '{"value":"0.123456789012345678901"}'],
    ['{"value" :\n -1e-400 }', ['value'], '{"value" :\n "-1e-400" }'],
    ['[{"a":1.00000000000000000001,"b":0.1}]', ['a', 'b'], '[{"a":"1.00000000000000000001","b":0.1}]'],
    ['{"value":100000000000000000000}', ['value'], '{"value":"100000000000000000000"}'],
    ['{"value":1.5e20}', ['value'], '{"value":"1.5e20"}'],
    ['{"other":0.123456789012345678901}', ['value'], undefined],
    ['{"value":12.5,"value":null,"value":"0.123456789012345678901"}', ['value'], undefined],
    ['{"note":"\\"value\\":0.123456789012345678901"}', ['value', '*'], undefined],
    ['{"a":":0.123456789012345678901"}', ['*'], undefined],
    ['{"a":[0.123456789012345678901,"b"]}', ['*'], undefined],
    ['{"BTC":60000.123456789012345678}', ['*'], '{"BTC":"60000.123456789012345678"}'],
  ] as const) {
    it(`${json} with ${names.join(', ')}`, () => {
      expect(exactAmounts(...names)(json)).to.equal(result ?? json);
    });
  }

  for (const [what, amounts] of [
    [
      'throws',
      () => {
        throw new TypeError('no');
      },
    ],
    ['gives no text', () => 7 as never],
  ] as const)
    it(`a function in its place that ${what} is a mistake of the definition, and nothing is sent again`, () => {
      const { client, api } = acmeClient(lastIdPages(['a']));
      let error: unknown;
      client.list({ ...things, amounts }).subscribe({ error: (given: unknown) => (error = given) });
      api.run();
      expect(error).to.be.instanceOf(ConfigError).with.property('code', 'config-definition');
      expect(String(error)).to.include('a function of the definition failed. See the cause.');
      expect(api.log).to.have.length(1);
    });

  for (const names of [[], [''], ['a b'], ['a|b'], ['.*'], ['"'], [1 as never]]) {
    it(`refuses the names ${JSON.stringify(names)}`, () => {
      expect(() => exactAmounts(...names)).to.throw(ConfigError, 'exactAmounts takes names');
    });
  }
});

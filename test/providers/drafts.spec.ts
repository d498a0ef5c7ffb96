import { expect } from 'chai';
import { checkDraft } from '../../src/endpoint/check-draft.js';
import { ConfigError } from '../../src/http/errors.js';
import type { Endpoint } from '../../src/walk/index.js';
import { ENDPOINTS } from '../support/providers.js';

/** What a function of the parameters gives where none is given; itself where it needs some. */
const fixed = (ask: (params: never) => unknown): unknown => {
  try {
    return ask({} as never);
  } catch {
    return ask;
  }
};

/** The draft that an endpoint was made of. */
const draftOf = ({ pagingOf, limitsOf, costOf, provider: _, key, ...rest }: Endpoint) => ({
  ...rest,
  paging: fixed(pagingOf),
  limits: fixed(limitsOf),
  cost: fixed(costOf),
  key: [key],
});

const all = [...ENDPOINTS.values()];

describe('endpoints of the providers, which no program checks again', () => {
  for (const endpoint of all) {
    it(`${endpoint.id} is one that defineEndpoint takes`, () => {
      expect(() => {
        checkDraft(draftOf(endpoint));
      }).not.to.throw();
    });
  }

  it('defaults are of parameters, and each form is one that its parameter takes', () => {
    for (const { id, params, defaults, forms } of all) {
      expect(Object.keys(params), id).to.include.members(Object.keys(defaults));
      for (const form of Object.keys(forms)) {
        expect(params['form']?.check(form), `${id} by ${form}`).to.have.property('_tag', 'Right');
      }
    }
  });

  it('one that defineEndpoint refuses would be found', () => {
    const [some] = all;
    for (const wrong of [{ path: '/a/{missing}' }, { params: { odd: 1 } }, { limits: { param: '' } }]) {
      expect(() => {
        checkDraft({ ...draftOf(some!), ...wrong });
      }, JSON.stringify(wrong)).to.throw(ConfigError);
    }
  });
});

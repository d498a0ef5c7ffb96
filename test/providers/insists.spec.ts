import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { Shape } from '../../src/codec/index.js';
import { insistsOn } from '../support/presence.js';
import { ENDPOINTS } from '../support/providers.js';
import { INSISTS_FILE, insistsText } from './insists.js';

describe('what the codecs insist on', () => {
  it('the fields without which an item is refused are those that `npm run lists` wrote down', () => {
    expect(JSON.parse(insistsText())).to.deep.equal(JSON.parse(readFileSync(INSISTS_FILE, 'utf8')));
  });

  it('an envelope insists on nothing', () => {
    const envelopes = [...ENDPOINTS.values()].map(({ envelope }) => envelope);
    const shapes = envelopes.filter((envelope) => envelope instanceof Shape);
    expect(shapes).not.to.have.length(0);
    expect(shapes.flatMap(insistsOn)).to.deep.equal([]);
  });
});

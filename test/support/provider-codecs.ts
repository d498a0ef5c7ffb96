import { expect } from 'chai';
import * as t from 'io-ts';
import { Shape } from '../../src/codec/index.js';
import { itKeepsTheCodecLaws } from './codec-laws.js';
import { insistsOn } from './presence.js';

/** The codecs of an endpoint. */
export interface CodecsOf {
  readonly id: string;
  readonly item: t.Mixed;
  readonly envelope: t.Mixed;
}

/** What is known of the codecs of a provider beside what the comparison with its document holds. */
export interface ProviderCodecs {
  /** The exports of its codecs. */
  readonly codecs: Readonly<Record<string, unknown>>;
  readonly endpoints: readonly CodecsOf[];
  /** By the endpoint: the fields that its items insist on. */
  readonly insists: Readonly<Record<string, string>>;
}

/** Describes all codecs of a provider: their laws, and the fields without which an item is refused. */
export const describeCodecs = (title: string, { codecs, endpoints, insists }: ProviderCodecs): void => {
  describe(`${title}: each codec keeps the laws`, () => {
    for (const [name, codec] of Object.entries(codecs)) {
      if (codec instanceof t.Type)
        describe(name, () => {
          itKeepsTheCodecLaws(codec as t.Mixed);
        });
    }
  });

  describe(`${title}: the fields without which an item is refused`, () => {
    for (const { id, item } of endpoints) {
      it(id, () => {
        expect(insistsOn(item).join(' ')).to.equal(insists[id]);
      });
    }

    it('the table names the endpoints that there are', () => {
      expect(Object.keys(insists).sort()).to.deep.equal(endpoints.map(({ id }) => id).sort());
    });

    it('an envelope insists on nothing', () => {
      const envelopes = endpoints.map(({ envelope }) => envelope);
      const shapes = envelopes.filter((envelope) => envelope instanceof Shape);
      expect(shapes).not.to.have.length(0);
      expect(shapes.flatMap(insistsOn)).to.deep.equal([]);
    });
  });
};

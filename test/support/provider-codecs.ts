import * as t from 'io-ts';
import { itKeepsTheCodecLaws } from './codec-laws.js';

/** Describes all codecs of a provider, the exports of a module: their laws. */
export const describeCodecs = (title: string, codecs: Readonly<Record<string, unknown>>): void => {
  describe(`${title}: each codec keeps the laws`, () => {
    for (const [name, codec] of Object.entries(codecs)) {
      if (codec instanceof t.Type)
        describe(name, () => {
          itKeepsTheCodecLaws(codec as t.Mixed);
        });
    }
  });
};

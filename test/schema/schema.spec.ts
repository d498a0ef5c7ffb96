import { expect } from 'chai';
import { COMPARED, UNDESCRIBED, type Compared } from './compared.js';
import type { Difference } from './compare.js';
import { EXPECTED } from './differences.js';
import type { Expected, Texts } from './differences/kinds.js';

const fits = (texts: Texts | undefined, text: string): boolean => {
  if (texts === undefined) return true;
  if (texts instanceof RegExp) return texts.test(text);
  return typeof texts === 'string' ? texts === text : texts.includes(text);
};

const each = (texts: Texts | undefined): readonly (string | RegExp | undefined)[] =>
  typeof texts === 'string' || texts instanceof RegExp || texts === undefined ? [texts] : texts;

/** Each path and each endpoint of a row has to be needed, not only some of them. */
const ROWS: readonly Expected[] = EXPECTED.flatMap((row) =>
  each(row.endpoint).flatMap((endpoint) =>
    each(row.path).flatMap((path) =>
      each(row.difference).map((difference) => ({
        ...row,
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(path === undefined ? {} : { path }),
        difference: difference ?? row.difference,
      })),
    ),
  ),
);

const rowFor = ({ document, endpoint }: Compared, { path, what }: Difference): Expected | undefined =>
  ROWS.find(
    (row) =>
      row.document === document &&
      fits(row.endpoint, endpoint) &&
      fits(row.path, path) &&
      fits(row.difference, what),
  );

const told = ({ document, endpoint, path, difference }: Expected): string =>
  [document, endpoint, path, difference].map(String).join(' | ');

describe('codecs and documents', () => {
  for (const compared of COMPARED) {
    it(`${compared.endpoint} is what ${compared.document} says, but for what is meant`, () => {
      const unexpected = compared.differences.filter((each) => rowFor(compared, each) === undefined);
      expect(unexpected.map(({ path, what }) => `${path}: ${what}`)).to.deep.equal([]);
    });
  }

  it('every operation of a vendor is compared', () => {
    expect(UNDESCRIBED).to.deep.equal([]);
  });

  it('every row of the table is needed', () => {
    const needed = new Set(
      COMPARED.flatMap((compared) => compared.differences.map((each) => rowFor(compared, each))),
    );
    expect(ROWS.filter((row) => !needed.has(row)).map(told)).to.deep.equal([]);
  });

  it('no row lets a field go missing', () => {
    expect(
      EXPECTED.filter(({ difference }) => fits(difference, 'missing in the codec')).map(told),
    ).to.deep.equal([]);
  });
});

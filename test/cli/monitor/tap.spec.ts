import { expect } from 'chai';
import { firstReadings } from '../../../src/cli/monitor/tap.js';
import type { FeedPage, FeedRecord } from '../../../src/monitor/index.js';

const record = (uid: string) => ({ uid }) as FeedRecord;
const page = (uids: readonly string[], end?: 'complete'): FeedPage => ({
  records: uids.map(record),
  leftOut: 0,
  ...(end === undefined ? {} : { end }),
});

describe('firstReadings', () => {
  it('gives each record of a feed once, up to the end of its first whole reading', () => {
    const fresh = firstReadings();
    const uids = (key: string, each: FeedPage): readonly string[] => fresh(key, each).map(({ uid }) => uid);
    expect(uids('a', page(['1', '1', '2']))).to.deep.equal(['1', '2']);
    // The reading broke off, and begins again.
    expect(uids('a', page(['1', '2', '3']))).to.deep.equal(['3']);
    expect(uids('b', page(['1']))).to.deep.equal(['1']);
    expect(uids('a', page(['4'], 'complete'))).to.deep.equal(['4']);
    expect(uids('a', page(['1', '5']))).to.deep.equal([]);
  });
});

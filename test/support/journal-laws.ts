import { expect } from 'chai';
import type { BaselineLine, JournalEntry } from '../../src/monitor/index.js';
import type { FileJournal, JournalFault } from '../../src/node/index.js';

const entry = (seq: number): JournalEntry => ({
  seq,
  at: '2026-11-28T12:00:00.000Z',
  changes: [
    {
      position: `e.${String(seq)}`,
      at: '2026-11-28T12:00:00.000Z',
      kind: 'created',
      text: `Key ${String(seq)}: naïve “key”\n`,
    },
  ],
});

export const entries = (...seqs: readonly number[]): readonly JournalEntry[] => seqs.map(entry);

/** The lines of a baseline; `bulk` of them are long. */
export const baseline = (seq: number, bulk = 0): readonly BaselineLine[] => [
  { type: 'head', version: 1, at: '2026-11-28T12:00:00.000Z', seq, epoch: 'e', n: seq, overview: {} },
  { type: 'settled', keys: ['ä', '\u2028'] },
  ...Array.from({ length: bulk }, (_, at) => ({ type: 'record', at, text: 'x'.repeat(1000) })),
];

/** A journal, wherever it is kept. */
type AnyJournal = Pick<FileJournal, 'append' | 'head' | 'load' | 'save'>;

/** What a journal holds: the lines of its baseline, and the numbers of its entries. */
export const heldBy = async (journal: AnyJournal) => {
  const { baseline: lines, entries: rest } = await journal.load();
  return { lines: lines === undefined ? undefined : [...lines], seqs: [...rest].map(({ seq }) => seq) };
};

/** What holds of every journal. */
export const keepsAJournal = (open: () => AnyJournal, faults: () => readonly JournalFault[]): void => {
  it('is empty where nothing was written', async () => {
    expect(await heldBy(open())).to.deep.equal({ lines: undefined, seqs: [] });
    expect(await open().head()).to.equal(undefined);
  });

  it('returns the entries as they were appended, over several processes', async () => {
    const first = open();
    await first.append(entries(1, 2));
    await first.append(entries(3));
    await first.append([]);
    const second = open();
    await second.load();
    await second.append(entries(10, 11));
    expect([...(await open().load()).entries]).to.deep.equal(entries(1, 2, 3, 10, 11));
    expect(faults()).to.deep.equal([]);
  });

  it('the lines of a baseline are read before save returns: the index goes on changing', async () => {
    let isRead = false;
    const lines = function* () {
      yield* baseline(1);
      isRead = true;
    };
    const saving = open().save(lines());
    expect(isRead).to.equal(true);
    await saving;
  });
};

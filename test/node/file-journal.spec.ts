import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError } from '../../src/http/errors.js';
import { fileJournal, type FileJournalOptions, type JournalFault } from '../../src/node/index.js';
import { baseline, entries, heldBy, keepsAJournal } from '../support/journal-laws.js';

describe('fileJournal', () => {
  let folder = '';
  let faults: JournalFault[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'headwater-journal-'));
    faults = [];
  });
  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (): string => join(folder, 'data');
  const open = (options: FileJournalOptions = {}) =>
    fileJournal(at(), { onFault: (fault) => faults.push(fault), ...options });
  const logs = (): readonly string[] =>
    readdirSync(at())
      .filter((name) => name.startsWith('log.'))
      .sort();
  const read = () => heldBy(open());
  const kinds = (): readonly string[] => faults.map(({ kind }) => kind);

  keepsAJournal(open, () => faults);

  it('makes no directory to look', async () => {
    await read();
    await open().head();
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('a baseline takes the place of the one before, and of the entries that it holds', async () => {
    const journal = open();
    await journal.append(entries(1));
    await journal.save(baseline(1));
    await journal.append(entries(2));
    await journal.save(baseline(2, 3000));
    await journal.append(entries(3));
    expect(await read()).to.deep.equal({ lines: baseline(2, 3000), seqs: [3] });
    expect(readdirSync(at()).sort()).to.deep.equal(['baseline.ndjson', ...logs()]);
    expect(logs()).to.have.length(1);
  });

  it('keeps a log of which the baseline does not hold everything', async () => {
    const journal = open();
    await journal.append(entries(1, 2));
    await journal.save(baseline(1));
    expect((await read()).seqs).to.deep.equal([1, 2]);
  });

  it('removes the logs of earlier processes with the next baseline', async () => {
    await open().append(entries(1));
    const next = open();
    const { entries: found } = await next.load();
    expect([...found]).to.have.length(1);
    await next.append(entries(2));
    await next.save(baseline(2));
    expect(readdirSync(at())).to.deep.equal(['baseline.ndjson']);
  });

  it('begins another log when one is longer than rotateBytes', async () => {
    const journal = open({ rotateBytes: 300 });
    for (let seq = 1; seq <= 6; seq += 1) await journal.append(entries(seq));
    expect(logs()).to.have.length(3);
    expect((await read()).seqs).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('files are for their owner alone, and so is the directory', async () => {
    const journal = open();
    await journal.append(entries(1));
    await journal.save(baseline(0));
    const modes = readdirSync(at()).map((name) => statSync(join(at(), name)).mode & 0o777);
    expect(modes).to.deep.equal([0o600, 0o600]);
    expect(statSync(at()).mode & 0o777).to.equal(0o700);
  });

  it('head() is the first line of the baseline', async () => {
    await open().save(baseline(7, 3000));
    expect(await open().head()).to.deep.equal(baseline(7)[0]);
    writeFileSync(join(at(), 'baseline.ndjson'), 'no JSON');
    expect(await open().head()).to.equal(undefined);
  });

  it('cut at any byte, a log gives the entries that are whole, and the torn line is noticed', async () => {
    await open().append(entries(1, 2, 3));
    const [log = ''] = logs();
    const path = join(at(), log);
    const whole = readFileSync(path);
    const ends = [...whole.keys()].filter((index) => whole[index] === 0x0a).map((index) => index + 1);
    for (let length = 0; length <= whole.length; length += 1) {
      faults = [];
      writeFileSync(path, whole.subarray(0, length));
      const expected = ends.filter((end) => end <= length).length;
      expect((await read()).seqs, `${String(length)} bytes`).to.deep.equal([1, 2, 3].slice(0, expected));
      const isTorn = length > (ends[expected - 1] ?? 0);
      expect(faults).to.deep.equal(isTorn ? [{ kind: 'torn', path, line: expected + 1 }] : []);
    }
  });

  it('what comes after a torn line goes into another log, and is found', async () => {
    await open().append(entries(1, 2));
    const [log = ''] = logs();
    const path = join(at(), log);
    writeFileSync(path, readFileSync(path).subarray(0, -5));
    const next = open();
    expect([...(await next.load()).entries].map(({ seq }) => seq)).to.deep.equal([1]);
    await next.append(entries(2));
    await next.append(entries(3));
    faults = [];
    expect((await read()).seqs).to.deep.equal([1, 2, 3]);
    expect(kinds()).to.deep.equal(['torn']);
  });

  it('a line that something else changed is left out and named, whichever byte it is', async () => {
    await open().append(entries(1, 2, 3));
    const [log = ''] = logs();
    const path = join(at(), log);
    const whole = readFileSync(path);
    const from = whole.indexOf(0x0a) + 1;
    const to = whole.indexOf(0x0a, from);
    for (let index = from; index < to; index += 1) {
      faults = [];
      const changed = Buffer.from(whole);
      changed[index] = (changed[index] ?? 0) ^ 1;
      writeFileSync(path, changed);
      expect((await read()).seqs, `byte ${String(index)}`).to.deep.equal([1, 3]);
      expect(kinds()[0]).to.equal('damaged');
      expect(faults[0]?.line).to.equal(2);
    }
  });

  it('a baseline that is cut or changed anywhere is moved aside, never half used', async () => {
    const path = join(at(), 'baseline.ndjson');
    await open().save(baseline(1));
    const whole = readFileSync(path);
    for (let index = 0; index < whole.length; index += 1)
      for (const content of [whole.subarray(0, index), Buffer.from(whole)]) {
        faults = [];
        if (content.length === whole.length) content[index] = (content[index] ?? 0) ^ 1;
        writeFileSync(path, content);
        expect((await read()).lines, `byte ${String(index)}`).to.equal(undefined);
        expect(faults).to.deep.equal([{ kind: 'damaged', path: `${path}.damaged` }]);
        expect(readdirSync(at())).to.deep.equal(['baseline.ndjson.damaged']);
      }
  });

  it('sweeps what a killed writer of a baseline has left, and nothing else', async () => {
    const journal = open();
    await journal.save(baseline(1));
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const left = `baseline.ndjson.${String(dead)}-1-abcd.tmp`;
    copyFileSync(join(at(), 'baseline.ndjson'), join(at(), left));
    writeFileSync(join(at(), 'notes.txt'), '');
    expect((await read()).lines).to.deep.equal(baseline(1));
    expect(readdirSync(at()).sort()).to.deep.equal(['baseline.ndjson', 'notes.txt']);
  });

  it('a file system that refuses is reported once until it works again, and every call is rejected', async () => {
    const journal = open();
    writeFileSync(at(), 'a file where the directory should be');
    const outcomes = await Promise.allSettled([journal.append(entries(1))]);
    outcomes.push(...(await Promise.allSettled([journal.append(entries(1)), journal.save(baseline(0))])));
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected']);
    expect(kinds()).to.deep.equal(['failed']);
    rmSync(at());
    await journal.append(entries(1));
    expect((await read()).seqs).to.deep.equal([1]);
    rmSync(at(), { recursive: true });
    writeFileSync(at(), '');
    await journal.append(entries(2)).catch(() => undefined);
    expect(kinds()).to.deep.equal(['failed', 'failed']);
  });

  it('an empty directory name is refused at once', () => {
    expect(() => fileJournal('')).to.throw(ConfigError, 'the directory is empty');
  });

  it('without onFault a fault is a warning of the process, with a code', async () => {
    await open().append(entries(1));
    const [log = ''] = logs();
    writeFileSync(join(at(), log), 'torn');
    const seen: NodeJS.ErrnoException[] = [];
    const listener = (warning: NodeJS.ErrnoException): void => {
      if (warning.name === 'HeadwaterJournal') seen.push(warning);
    };
    process.on('warning', listener);
    try {
      expect([...(await fileJournal(at()).load()).entries]).to.deep.equal([]);
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('warning', listener);
    }
    expect(seen.map(({ code }) => code)).to.deep.equal(['HEADWATER_JOURNAL_TORN']);
    expect(seen[0]?.message).to.contain(log);
  });
});

import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statusLine } from '../../../src/cli/commands/statusline.js';
import type { Amount, Figure, Overview } from '../../../src/monitor/index.js';
import type { BaselineHead } from '../../../src/monitor/journal.js';
import { fileJournal } from '../../../src/node/file-journal.js';
import { cli, loadedBy } from '../support.js';

const AT = '2026-01-15T12:00:00.000Z';

const money = (
  amount: string | undefined,
  quality: Figure<unknown>['quality'] = 'reported',
  basis: Amount['basis'] = 'provider_reported',
): Figure<readonly Amount[]> => ({
  ...(amount === undefined ? {} : { value: [{ amount, currency: 'USD', basis }] }),
  quality,
  coverage: { included: [], missing: [] },
});

const NONE = { quality: 'reported', coverage: { included: [], missing: [] } } as const;

const OVERVIEW: Overview = {
  state: 'ready',
  spendToday: money('182.4'),
  monthToDate: money('3411.07'),
  burnPerHour: { m15: NONE, h1: money('9.1'), h24: NONE },
  monthEnd: NONE,
  tokensPerMinute: NONE,
  requestsPerMinute: NONE,
  credentials: { active: 1, total: 2, neverUsed: 0 },
  findings: { info: 7, low: 1, medium: 0, high: 1, critical: 0 },
  sources: { ok: 3, total: 4 },
};

describe('statusLine', () => {
  const cases: readonly (readonly [string, Partial<Overview>, number, string])[] = [
    ['all reported', {}, 0, '$182.40 today · $9.10/h · 2 findings · 3/4'],
    ['a floor', { spendToday: money('182.4', 'floor') }, 0, '≥$182.40 today · $9.10/h · 2 findings · 3/4'],
    [
      'an estimate',
      { spendToday: money('182.4', 'estimated', 'estimated') },
      0,
      '~$182.40 today · $9.10/h · 2 findings · 3/4',
    ],
    ['no data', { spendToday: money(undefined) }, 0, '– today · $9.10/h · 2 findings · 3/4'],
    ['less than a cent', { spendToday: money('0.004') }, 0, '<$0.01 today · $9.10/h · 2 findings · 3/4'],
    [
      'one finding',
      { findings: { info: 0, low: 0, medium: 0, high: 0, critical: 1 } },
      0,
      '$182.40 today · $9.10/h · 1 finding · 3/4',
    ],
    ['ten minutes old', {}, 10, '$182.40 today · $9.10/h · 2 findings · 3/4'],
    ['older', {}, 22, '$182.40 today · $9.10/h · 2 findings · 3/4 · 22 min old'],
    ['hours old', {}, 300, '$182.40 today · $9.10/h · 2 findings · 3/4 · 5 h old'],
    ['days old', {}, 6000, '$182.40 today · $9.10/h · 2 findings · 3/4 · 4 d old'],
  ];
  for (const [what, part, minutes, line] of cases)
    it(what, () => {
      const now = new Date(Date.parse(AT) + minutes * 60_000);
      expect(statusLine({ at: AT, overview: { ...OVERVIEW, ...part } }, now)).to.equal(line);
    });
});

describe('headwater statusline', () => {
  let directory = '';
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headwater-'));
    const head: BaselineHead = {
      type: 'head',
      version: 1,
      at: new Date().toISOString(),
      seq: 0,
      epoch: 'e',
      n: 0,
      overview: OVERVIEW,
    };
    await fileJournal(directory).save([head]);
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const LINE = '$182.40 today · $9.10/h · 2 findings · 3/4\n';

  it('prints the last snapshot of a journal, named by an option or a variable', async () => {
    expect(await cli(['statusline', '--journal', directory])).to.deep.equal({ code: 0, out: LINE, err: '' });
    const env = { HEADWATER_JOURNAL: directory };
    expect(await cli(['statusline'], { env })).to.deep.equal({ code: 0, out: LINE, err: '' });
  });

  it('as JSON, the whole overview', async () => {
    const { out } = await cli(['statusline', '--journal', directory, '--format', 'json']);
    expect((JSON.parse(out) as { overview: Overview }).overview).to.deep.equal(OVERVIEW);
  });

  it('exits 1 without a directory, and 3 where nothing is in it', async () => {
    const none = await cli(['statusline']);
    expect([none.code, none.out]).to.deep.equal([1, '']);
    expect(none.err).to.include('--journal').and.include('HEADWATER_JOURNAL');
    const empty = await cli(['statusline', '--journal', join(directory, 'nothing')]);
    expect([empty.code, empty.out]).to.deep.equal([3, '']);
    expect(empty.err).to.include('there is no snapshot in');
  });

  it('loads neither RxJS nor a provider nor the parser of the other commands', async () => {
    const files = await loadedBy(['statusline', '--journal', directory]);
    // The checks of numbers and objects import nothing.
    const more =
      /^(src\/(providers|walk|monitor\/(?!rounding\.ts)|cli\/program)|operators\/(?!internal\/(?:check|isObject)\.ts)|node_modules\/(rxjs|fp-ts|io-ts|commander))\b/;
    expect(files).to.include('src/cli/commands/statusline.ts');
    expect(files.filter((file) => more.test(file))).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import type { DriftRow, SourceRow } from '../../../src/monitor/index.js';
import { PROVIDERS } from '../../../src/providers/names.js';
import { docsOf, lackOf, scopeOf } from '../../../web/src/app/lib/credentials.js';
import { darkOf, driftOn, driftText, isStaleOn, type Need } from '../../../web/src/app/lib/panels.js';
import { adviceOf, sourceLines } from '../../../web/src/app/lib/states.js';

const list = (
  provider: string,
  feed: string,
  state: SourceRow['state'],
  more: Partial<SourceRow> = {},
): SourceRow => ({ source: provider, provider, feed, state, records: 0, leftOut: 0, requests: 1, ...more });

const lacking = (missingScope?: string): Pick<SourceRow, 'error'> => ({
  error: {
    class: 'HttpError',
    message: 'no',
    status: 403,
    ...(missingScope === undefined ? {} : { missingScope }),
  },
});
const refused: Pick<SourceRow, 'error'> = { error: { class: 'HttpError', message: 'no', status: 401 } };

const costs = list('openai', 'costs', 'forbidden', { gives: ['cost'], ...lacking('api.usage.read') });
const usage = list('openai', 'usage.completions.1d', 'ok', { gives: ['usage'] });
const keys = list('cobo', 'apiKeys', 'auth', { gives: ['credential'], ...refused });

describe('what a panel shows is old', () => {
  const stale = list('openai', 'costs', 'stale', { gives: ['cost'] });
  const cases: readonly (readonly [what: string, rows: readonly SourceRow[], isOld: boolean])[] = [
    ['where a list of it is out of date', [usage, stale], true],
    ['where one is that may give anything', [list('acme', 'all', 'stale')], true],
    [
      'not where one of another panel is',
      [usage, list('openai', 'limits', 'stale', { gives: ['limit'] })],
      false,
    ],
    [
      'not where one fails: its source is missing',
      [costs, list('openai', 'x', 'down', { gives: ['cost'] })],
      false,
    ],
    ['not where nothing is known', [], false],
  ];
  for (const [what, rows, isOld] of cases)
    it(what, () => {
      expect(isStaleOn(rows, ['cost', 'usage'])).to.equal(isOld);
    });
});

describe('what is wrong with a credential', () => {
  const cases: readonly (readonly [what: string, row: SourceRow, text: string | undefined])[] = [
    ['a scope that the provider names', costs, 'Needs an admin key: api.usage.read.'],
    [
      'several of them',
      list('keygen', 'users', 'forbidden', lacking('user.read, token.read')),
      'Needs a token: user.read, token.read.',
    ],
    [
      'at a provider that is not known',
      list('acme', 'k', 'forbidden', lacking('usage.read')),
      'Needs usage.read.',
    ],
    [
      'what the list is known to need',
      list('openai', 'costs', 'forbidden', { needs: 'api.usage.read', ...lacking() }),
      'Needs an admin key: api.usage.read.',
    ],
    [
      'in a sentence',
      list('keygen', 'requestLogs', 'forbidden', {
        needs: 'Keygen Cloud or Enterprise Edition',
        ...lacking(),
      }),
      'Needs Keygen Cloud or Enterprise Edition.',
    ],
    [
      'nothing that is named',
      list('openai', 'users', 'forbidden', lacking()),
      'The admin key lacks a permission. Run `headwater check`.',
    ],
    ['refused', keys, 'The API key is refused. Replace it; it is asked for again every 10 minutes.'],
    [
      'refused, at a provider that is not known',
      list('constructor', 'k', 'auth', refused),
      'The credential is refused. Replace it; it is asked for again every 10 minutes.',
    ],
    [
      'refused: that the list needs a scope is not why',
      list('openai', 'costs', 'auth', { needs: 'api.usage.read', ...refused }),
      'The admin key is refused. Replace it; it is asked for again every 10 minutes.',
    ],
    [
      'never given',
      list('cobo', 'principals', 'auth', { error: { class: 'ConfigError', message: 'no' } }),
      'No API key that may read it is given.',
    ],
    ['another cause', list('openai', 'costs', 'down', refused), undefined],
  ];
  for (const provider of PROVIDERS)
    it(`is said in the word of ${provider}`, () => {
      expect(lackOf(list(provider, 'k', 'auth', refused))).not.to.match(/^The credential /);
    });

  for (const [what, row, text] of cases)
    it(`${what}: ${text ?? 'nothing'}`, () => {
      expect(lackOf(row)).to.equal(text);
    });

  it('is what a source in that state says, that of its worst list', () => {
    const [line] = sourceLines([usage, costs]);
    expect(line === undefined ? '' : adviceOf(line)).to.equal('Needs an admin key: api.usage.read.');
    const [down] = sourceLines([list('acme', 'k', 'down')]);
    expect(down === undefined ? '' : adviceOf(down)).to.match(/^No reply/);
  });

  it('a scope is what the provider says before what the list needs', () => {
    expect(scopeOf({ ...costs, needs: 'other' })).to.equal('api.usage.read');
    expect(scopeOf({ ...usage, needs: 'other' })).to.equal(undefined);
  });

  it('addresses are of known providers, and https', () => {
    expect(docsOf('openai')).to.match(/^https:/);
    expect(docsOf('acme')).to.equal(undefined);
    expect(docsOf('__proto__')).to.equal(undefined);
  });
});

describe('a panel that no credential lights', () => {
  const cost: readonly Need[] = ['cost'];
  const cases: readonly (readonly [
    what: string,
    rows: readonly SourceRow[],
    needs: readonly Need[] | undefined,
    text: string | undefined,
  ])[] = [
    ['its only list is shut', [costs, usage], cost, 'openai: Needs an admin key: api.usage.read.'],
    ['it rests on another list, too', [costs, usage], ['cost', 'usage'], undefined],
    ['nothing gives what it shows', [usage], cost, undefined],
    ['no list at all', [], cost, undefined],
    [
      'read before, and refused since',
      [{ ...costs, lastSuccessAt: '2026-01-01T00:00:00.000Z' }],
      cost,
      undefined,
    ],
    ['the provider is down', [{ ...costs, state: 'down' }], cost, undefined],
    [
      'another source gives it',
      [costs, list('keywordsai', 'users', 'ok', { gives: ['cost'] })],
      cost,
      undefined,
    ],
    ['a list that does not say what it gives may give it', [costs, list('own', 'x', 'ok')], cost, undefined],
    [
      'all that it rests on, each source once',
      [costs, { ...costs, source: 'second' }, { ...costs, feed: 'more' }, keys],
      undefined,
      'openai, second: Needs an admin key: api.usage.read. cobo: The API key is refused. Replace it; it is asked for again every 10 minutes.',
    ],
  ];
  for (const [what, rows, needs, text] of cases)
    it(`${what}: ${text === undefined ? 'lit' : 'dark'}`, () => {
      expect(darkOf(rows, needs)?.text).to.equal(text);
    });

  it('leads to the page of the provider where that is known', () => {
    expect(darkOf([costs], cost)?.docs).to.equal(docsOf('openai'));
    expect(darkOf([keys], ['credential'])).to.not.have.property('docs');
  });
});

describe('a panel whose lists drift', () => {
  const drift = (feed: string, severity: DriftRow['severity'] = 'breaking'): DriftRow => ({
    ...{ source: 'openai', feed, path: 'amount.value', change: 'retyped', severity, count: 1 },
    firstSeen: '2026-01-01T00:00:00.000Z',
  });
  const rows = [costs, usage, list('openai', 'x', 'ok')];
  const cases: readonly (readonly [what: string, drift: DriftRow, needs: readonly Need[], count: number])[] =
    [
      ['of its own list', drift('costs'), ['cost'], 1],
      ['of a list that it does not rest on', drift('costs'), ['usage'], 0],
      ['only something new', drift('costs', 'info'), ['cost'], 0],
      ['of another source', { ...drift('costs'), source: 'second' }, ['cost'], 0],
      ['of a list that does not say what it gives', drift('x'), ['cost', 'usage'], 0],
    ];
  for (const [what, row, needs, count] of cases)
    it(`${what}: ${String(count)}`, () => {
      expect(driftOn([row], rows, needs)).to.have.length(count);
    });

  it('is in words', () => {
    expect(driftText([drift('costs'), drift('users')])).to.equal(
      'openai costs: amount.value retyped; openai users: amount.value retyped',
    );
    expect(driftText([])).to.equal('');
  });
});

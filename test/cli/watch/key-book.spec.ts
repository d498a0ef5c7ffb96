import { expect } from 'chai';
import { KeyBook, type KeyDifference, type KeyReading } from '../../../src/cli/watch/key-book.js';
import { lastUsedOf, metaOf, type Credential } from '../../../src/records/index.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 15, 12, minute));

const keyOf = (list: 'admin' | 'project', text: string): Credential => {
  const id = text.slice(0, 1);
  const status = text.endsWith('!') ? 'expired' : 'active';
  return {
    ...metaOf('openai', list, id, { source: 'openai', observedAt: at(0) }),
    ...{ type: 'credential', id, privilege: 'unknown', status, lastUsed: lastUsedOf(null) },
    kind: list === 'admin' ? 'admin_key' : 'project_key',
    ...(list === 'admin' ? {} : { scopeContainer: { source: 'openai', kind: 'project', id: 'p' } }),
  };
};

/** `admin 3-4 a b` is a reading of the admin list from minute 3 to 4 that held a and b, `…` one that was not whole. */
const readingOf = (line: string): KeyReading => {
  const [list = '', span = '', ...keys] = line.split(' ');
  const [from, to] = span.split('-').map(Number);
  return {
    source: list,
    keys: keys.filter((key) => key !== '…').map((key) => keyOf(list as 'admin' | 'project', key)),
    complete: !keys.includes('…'),
    startedAt: at(from ?? 0),
    endedAt: at(to ?? 0),
  };
};

const told = (difference: KeyDifference): string => {
  const key = difference.change === 'removed' ? difference.before : difference.after;
  const sign = { added: '+', changed: '~', removed: '-' }[difference.change];
  return `${sign}${key.id} ${key.kind} (${difference.source})`;
};

/** Runs lines through a book in which the project list has the last word; `project down` says that it cannot be read. */
const run = (...lines: readonly string[]): (readonly string[])[] => {
  const book = new KeyBook('project', (a, b) => a.status === b.status);
  return lines.map((line) => {
    const [source = '', what] = line.split(' ');
    return (what === 'down' ? book.down(source) : book.read(readingOf(line))).map(told);
  });
};

const cases: readonly (readonly [what: string, steps: readonly (readonly [string, ...string[]])[]])[] = [
  ['the first reading of each list is where it starts from', [['admin 0-1 a p'], ['project 0-2 p q']]],
  [
    'a project key that both lists hold is one key: new once, of its own kind, gone once',
    [
      ['admin 0-0 a'],
      ['project 0-0'],
      ['admin 5-6 a p'],
      ['project 5-7 p', '+p project_key (project)'],
      ['admin 10-11 a'],
      ['project 10-12', '-p project_key (project)'],
    ],
  ],
  [
    'whichever is read first',
    [
      ['project 0-0'],
      ['admin 0-0 a'],
      ['project 5-6 p', '+p project_key (project)'],
      ['admin 5-7 a p'],
      ['project 10-11'],
      ['admin 10-12 a', '-p project_key (project)'],
    ],
  ],
  [
    'an admin key waits until the project list was read after it was seen, and is told as what it is',
    [
      ['admin 0-0'],
      ['project 0-0'],
      ['admin 5-6 a'],
      ['project 5-7'],
      ['project 10-11', '+a admin_key (admin)'],
      ['admin 10-12 a'],
    ],
  ],
  [
    'it does not wait for a list that cannot be read',
    [
      ['admin 0-0'],
      ['project 0-0'],
      ['admin 5-6 a'],
      ['project down', '+a admin_key (admin)'],
      ['admin 10-11 a b', '+b admin_key (admin)'],
    ],
  ],
  [
    'that is back: waited for again',
    [
      ['admin 0-0'],
      ['project down'],
      ['project 3-4'],
      ['admin 5-6 a'],
      ['project 7-8', '+a admin_key (admin)'],
    ],
  ],
  [
    'a key that was gone before anybody knew what it was is not told',
    [['admin 0-0'], ['project 0-0'], ['admin 5-6 a'], ['admin 6-7'], ['project 8-9']],
  ],
  [
    'nothing is gone after a reading that is not whole, and what it adds is',
    [
      ['project 0-0 p q'],
      ['project 1-2 r …', '+r project_key (project)'],
      ['project 3-4 r', '-p project_key (project)', '-q project_key (project)'],
    ],
  ],
  [
    'while no reading was whole, what shows up belongs to the start',
    [
      ['project 0-0 p …'],
      ['project 1-2 q …'],
      ['project 3-4 p q r'],
      ['project 5-6 p q r s', '+s project_key (project)'],
    ],
  ],
  [
    'a list that is read for the first time late adds nothing that is news',
    [['admin 0-0 a'], ['admin 5-6 a'], ['project 7-8 p q'], ['project 9-10 p', '-q project_key (project)']],
  ],
  [
    'what one list says changes the key of both',
    [['admin 0-0 p'], ['project 0-0 p'], ['admin 5-6 p!', '~p project_key (project)'], ['project 7-8 p']],
  ],
  [
    'a list without a neighbour is told at once',
    [['project 0-0'], ['project 1-2 p', '+p project_key (project)']],
  ],
];

describe('the book of keys', () => {
  for (const [what, steps] of cases) {
    it(what, () => {
      expect(run(...steps.map(([line]) => line))).to.deep.equal(
        steps.map(([, ...differences]) => differences),
      );
    });
  }
});

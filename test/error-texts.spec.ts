import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { BANNED } from './support/english.js';
import { collectErrorTexts, textsOfSource, type FileTexts } from './support/error-texts.js';

const LIST = new URL('error-texts.json', import.meta.url);

/** Rewrite the list with `WRITE_ERROR_TEXTS=1 npx mocha test/error-texts.spec.ts`, and review what changed. */
const written = (texts: Readonly<Record<string, FileTexts>>): string => `${JSON.stringify(texts, null, 2)}\n`;

const texts = collectErrorTexts();
if (process.env['WRITE_ERROR_TEXTS'] === '1') writeFileSync(LIST, written(texts));

const bannedIn = (text: string): string | undefined => {
  const banned = BANNED.find(({ word }) => word.test(text));
  return banned === undefined ? undefined : `${banned.word.source}: write ${banned.instead}`;
};

/** The verbs that an advice begins with. A new one is added here when it is one. */
const VERBS: ReadonlySet<string> = new Set([
  ...['Add', 'Ask', 'Call', 'Check', 'Come', 'Commit', 'Compare', 'Configure', 'Delete', 'Fix', 'Give', 'Go'],
  ...['Leave', 'List', 'Look', 'Lower', 'Make', 'Name', 'Narrow', 'Pass', 'Put', 'Raise', 'Renew', 'Report'],
  ...['Restore', 'See', 'Set', 'Top', 'Treat', 'Try', 'Use', 'Wait'],
]);

/** What is wrong with a message; undefined when it is as it must be. */
const messageFault = (text: string): string | undefined => {
  const banned = bannedIn(text);
  if (banned !== undefined) return banned;
  // A member, a value or an operator may come first: their names are what they are.
  const first = /^\S+/.exec(text)?.[0] ?? '';
  const isName = first.includes('{…}') || /^--|[A-Z].*[A-Z_]/.test(first);
  return isName || /^[a-z"]/.test(first) ? undefined : 'must begin in lower case, or with a name';
};

const adviceFault = (text: string): string | undefined => {
  const banned = bannedIn(text);
  if (banned !== undefined) return banned;
  if (text.startsWith('--')) return text.endsWith('.') ? undefined : 'must end with a full stop';
  if (!/[.?]$/.test(text)) return 'must end with a full stop';
  const verb = /^\w+/.exec(text)?.[0] ?? '';
  // What is known is listed as the advice for a wrong name.
  return VERBS.has(verb) || text.startsWith('Known ')
    ? undefined
    : `must begin with a verb, not with "${verb}"`;
};

/** The monitor shows its texts as whole sentences of a status. */
const isClause = (path: string): boolean => !path.startsWith('src/monitor/collector/');

describe('the texts of errors', () => {
  it('are those of the reviewed list', () => {
    expect(written(texts), 'run WRITE_ERROR_TEXTS=1 npx mocha test/error-texts.spec.ts, and review').to.equal(
      readFileSync(LIST, 'utf8'),
    );
  });

  for (const [path, { message, advice }] of Object.entries(texts)) {
    it(`${path} says what happened as a clause, and what to do as a sentence`, () => {
      const faults = [
        ...message.filter(() => isClause(path)).map((text) => [text, messageFault(text)] as const),
        ...advice.map((text) => [text, adviceFault(text)] as const),
      ].filter(([, fault]) => fault !== undefined);
      expect(faults).to.deep.equal([]);
    });
  }

  it('are found wherever a source may put them', () => {
    const source = `
      const UNREACHABLE = 'Report it to the vendor.';
      const ADVICE = { 400: 'Compare the parameters.' };
      const adviceFor = (status: number) => ADVICE[status] ?? (status > 499 ? 'Try again later.' : 'See the vendor.');
      const refuse = (why: string, advice: string) => { throw new ConfigError({ message: \`it is refused: \${why}\`, advice }); };
      export const missing = (message: string, advice = UNREACHABLE) => E.left({ code, message, advice });
      refuse('the date is over', 'Give a later date.');
      new HttpError({ message: \`the server answers \${status}\`, advice: adviceFor(status) });
      throw new RangeError('two rules have one id');
      const check = (value) => value ? undefined : \`must be set, got \${value}\`;
      E.left('it is damaged');
      log('not an error text');
    `;
    expect(textsOfSource('a.ts', source)).to.deep.equal({
      message: [
        'it is refused: {…}',
        'the date is over',
        'the server answers {…}',
        'two rules have one id',
        'must be set, got {…}',
        'it is damaged',
      ],
      advice: [
        'Report it to the vendor.',
        'Give a later date.',
        'Compare the parameters.',
        'Try again later.',
        'See the vendor.',
      ],
    });
  });

  const faulty: readonly (readonly [what: string, fault: string | undefined, text: string])[] = [
    ['an upper case', messageFault('The server answers'), 'lower case'],
    ['an old word', messageFault('the list tells nothing'), 'says'],
    ['a thing that is none', messageFault('the link is no address'), 'malformed'],
    ['no full stop', adviceFault('Give one of them'), 'full stop'],
    ['no verb', adviceFault('It was not followed.'), 'verb'],
  ];
  for (const [what, fault, text] of faulty) {
    it(`must not have ${what}`, () => {
      expect(fault).to.contain(text);
    });
  }
});

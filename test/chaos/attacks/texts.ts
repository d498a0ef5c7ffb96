import { option as O } from 'fp-ts';
import { isHeadwaterError } from '../../../src/http/errors.js';
import { link, nextToken } from '../../../src/paging/index.js';
import { CANARY, itemsOf } from '../../support/acme.js';
import type { Answer } from '../../support/fake-transport.js';
import { endingWith, MIB, suffer, type Attack, type Suffered } from './attack.js';

const LONG = 'no '.repeat(MIB);

const refusal = (): Answer => ({ status: 400, json: { error: { message: LONG } } });

const vendorOf = ({ error }: Suffered, member: 'message' | 'requestId'): number =>
  (isHeadwaterError(error) ? error.vendor?.[member]?.length : undefined) ?? NaN;

const addressesIn = ({ events }: Suffered): number =>
  Math.max(...events.map((event) => ('request' in event ? event.request.url.length : 0)));

const escaped = (write: (hex: string) => string): string =>
  Array.from(CANARY, (char) => write(char.charCodeAt(0).toString(16))).join('');

const SPELLINGS = [CANARY, escaped((hex) => `\\u00${hex}`), escaped((hex) => `%${hex}`)]
  .flatMap((each) => [each, encodeURIComponent(each), JSON.stringify(each)])
  .concat(CANARY.toUpperCase());

const openedTokens = ({ pages }: Suffered): readonly string[] =>
  pages.flatMap(({ resume }) =>
    O.isSome(resume) ? [Buffer.from(resume.value.slice('hw2.'.length), 'base64url').toString()] : [],
  );

/** Places of errors, events and tokens that hold the credential in one of its spellings. */
const leaksOf = (suffered: Suffered): number => {
  const { events, error } = suffered;
  const told = [JSON.stringify(events), String(error), JSON.stringify(error), ...openedTokens(suffered)];
  return told.filter((text) =>
    SPELLINGS.some((each) => text.includes(each) || text.includes(JSON.stringify(each).slice(1, -1))),
  ).length;
};

const everywhere = (text: string): Answer => ({
  status: 400,
  headers: { 'x-request-id': text, location: text },
  json: { error: { message: text, code: text, type: text } },
});

/** Texts without end, and those that give the credential away. */
export const TEXT_ATTACKS: readonly Attack[] = [
  {
    what: 'a refusal that says 3 MiB',
    measured: 'characters of what the vendor says, a mark of the cut included',
    most: 1001,
    measure: () => vendorOf(suffer(refusal), 'message'),
  },
  {
    what: 'the same refusal',
    measured: 'characters of `message`, with place and advice',
    most: 3000,
    measure: () => {
      const suffered = suffer(refusal);
      return endingWith('HttpError', suffered, String(suffered.error).length);
    },
  },
  {
    what: 'a request id of 3 MiB',
    measured: 'characters of it in the error',
    most: 1001,
    measure: () =>
      vendorOf(
        suffer(() => ({ status: 400, headers: { 'x-request-id': LONG } })),
        'requestId',
      ),
  },
  {
    what: 'a link to the next page of 1 MiB',
    measured: 'characters of an address in an event',
    most: 2001,
    measure: () => {
      const next = `/v1/things?after=${'x'.repeat(MIB)}`;
      const script = (_sent: unknown, index: number): Answer =>
        index === 0 ? { json: { data: itemsOf('a'), next } } : { status: 404 };
      const suffered = suffer(script, { paging: link({ link: 'next' }) });
      return suffered.sentAt.length === 2 ? addressesIn(suffered) : NaN;
    },
  },
  {
    what: 'a transport whose error says 3 MiB',
    measured: 'characters of its cause',
    most: 1001,
    measure: () => {
      const { error } = suffer(() => ({ error: new Error(LONG) }));
      return error instanceof Error && error.cause instanceof Error ? error.cause.message.length : NaN;
    },
  },
  {
    what: `the credential in ${String(SPELLINGS.length)} spellings in everything that a refusal holds`,
    measured: 'places of errors, events and tokens that hold it',
    most: 0,
    measure: () => {
      const suffered = suffer(() => everywhere(SPELLINGS.join(' ')));
      return endingWith('HttpError', suffered, leaksOf(suffered));
    },
  },
  {
    what: 'the credential as a part of the next position, in each spelling',
    measured: 'requests that follow it, and tokens that hold it',
    most: 0,
    measure: () => {
      const counts = SPELLINGS.map((spelling) => {
        const answer: Answer = { json: { data: itemsOf('a'), next: `before${spelling}behind` } };
        const suffered = suffer(() => answer, { paging: nextToken({ cursor: 'next', param: 'cursor' }) });
        return endingWith('PagingError', suffered, suffered.sentAt.length - 1 + leaksOf(suffered));
      });
      return counts.reduce((sum, each) => sum + each, 0);
    },
  },
];

import { inspect } from 'node:util';
import { expect } from 'chai';
import { option as O } from 'fp-ts';
import * as t from 'io-ts';
import { from, lastValueFrom, toArray } from 'rxjs';
import { checkpointed, checkpointedFanOut } from '../src/checkpoint/checkpoint.js';
import { memoryStore } from '../src/checkpoint/store.js';
import {
  createClient,
  defineEndpoint,
  keyHeader,
  text,
  type ClientEvent,
  type ClientOptions,
  type Page,
} from '../src/walk/index.js';
import { PagingError } from '../src/http/errors.js';
import { secret } from '../src/http/secret.js';
import { lastId, link, nextToken, type Paging } from '../src/paging/index.js';
import { acmeOptions, fakeApi, type Answer } from './support/fake-transport.js';

/** Every character of it may be written in another way somewhere. */
const CANARY = 'sk-Canary/7f"3a\\+e9=x';

const bytes = (text: string, escape: (byte: number) => string): string =>
  Array.from(new TextEncoder().encode(text), escape).join('');
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** The ways in which a server may write it back. */
const SPELLINGS: readonly (readonly [how: string, text: string])[] = [
  ['as it is', CANARY],
  ['in small letters', CANARY.toLowerCase()],
  ['percent-encoded', encodeURIComponent(CANARY)],
  ['percent-encoded throughout', bytes(CANARY, (byte) => `%${hex(byte)}`)],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(CANARY))],
  ['as JSON escapes it', JSON.stringify(CANARY).slice(1, -1)],
  ['as JSON escapes it, slashes too', JSON.stringify(CANARY).slice(1, -1).replaceAll('/', '\\/')],
  ['as JSON escapes it throughout', bytes(CANARY, (byte) => `\\u00${hex(byte)}`)],
  ['as JSON within JSON', JSON.stringify(JSON.stringify(CANARY)).slice(3, -3)],
];

/** Everything that a printer could make of a value, with what it hides from most of them. */
const printed = (value: unknown, depth = 6): string => {
  const shown = `${inspect(value, { depth: 20, showHidden: true })}\n${JSON.stringify(value)}`;
  if (!(value instanceof Error) || depth === 0) return shown;
  return `${shown}\n${value.message}\n${value.stack ?? ''}\n${printed(value.cause, depth - 1)}`;
};

/** What stands in a resume token. */
const opened = (token: string): string => Buffer.from(token.slice('hw2.'.length), 'base64url').toString();

const expectNone = (said: readonly unknown[]): void => {
  const text = said.map((each) => (typeof each === 'string' ? each : printed(each))).join('\n');
  for (const [how, spelling] of SPELLINGS) {
    // Printing may escape once more.
    for (const form of [spelling, JSON.stringify(spelling).slice(1, -1), inspect(spelling).slice(1, -1)]) {
      expect(text.includes(form), `${how}: ${form}`).to.equal(false);
    }
  }
};

const listBy = (paging: Paging) =>
  defineEndpoint({
    id: 'acme.things',
    path: '/things',
    paging,
    item: t.intersection(
      [t.type({ id: t.string }), t.partial({ tags: t.record(t.string, t.number) })],
      'Thing',
    ),
    key: ['id'],
    limits: { param: 'limit', max: 100 },
  });

interface Case {
  readonly answer: (spelling: string) => Answer;
  readonly paging?: Paging;
  /** Whether the walk ends with a PagingError behind its first page. */
  readonly leaks?: boolean;
}

const page = (body: object, headers: Readonly<Record<string, string>> = {}): Answer => ({
  json: { data: [{ id: 'a' }], ...body },
  headers,
});

/** Where a server may write a credential back. */
const PLACES: Readonly<Record<string, Case>> = {
  'the message of a refusal': { answer: (s) => ({ status: 401, json: { error: { message: `no ${s}!` } } }) },
  'its code, and the id of the request': {
    answer: (s) => ({
      status: 400,
      json: { error: { message: 'no', code: s } },
      headers: { 'x-request-id': s },
    }),
  },
  'a refusal of a server that is down': { answer: (s) => ({ status: 503, json: { message: s } }) },
  'a refusal that asks for a wait': {
    answer: (s) => ({ status: 429, json: { detail: s }, headers: { 'retry-after': '3600' } }),
  },
  'the target of a redirect': {
    answer: (s) => ({ status: 302, headers: { location: `/x/${s}?a=${s}#${s}` } }),
  },
  'an error in a good reply': { answer: (s) => ({ json: { error: { message: s, type: s } } }) },
  'an id of the request beside a good page': { answer: (s) => page({}, { 'x-request-id': s }) },
  'the error of a transport, and its causes': {
    answer: (s) => ({
      error: Object.assign(new Error(`cannot send ${s}`, { cause: new Error(s) }), {
        code: s,
        name: `E ${s}`,
      }),
    }),
  },
  'a member that nobody knows': { answer: (s) => page({ [s]: s }) },
  'a member of an item that nobody knows': {
    answer: (s) => ({ json: { data: [{ id: 'a', [s]: { [s]: 1 } }] } }),
  },
  'a key of an item that does not decode': {
    answer: (s) => ({ json: { data: [{ id: 'a', tags: { [s]: s } }] } }),
  },
  'the last id': {
    paging: lastId(),
    answer: (s) => page({ last_id: s, has_more: true }),
    leaks: true,
  },
  'the middle of a cursor': {
    paging: nextToken({ cursor: 'next', param: 'cursor' }),
    answer: (s) => page({ next: `before${s}behind` }),
    leaks: true,
  },
  'a cursor in a header': {
    paging: nextToken({ cursor: { header: 'x-next' }, param: 'cursor' }),
    answer: (s) => page({}, { 'x-next': s }),
    leaks: true,
  },
  'a link in the body': {
    paging: link({ link: 'next' }),
    answer: (s) => page({ next: `/v1/things?after=${s}` }),
    leaks: true,
  },
  'the path of a link': {
    paging: link({ link: 'next' }),
    answer: (s) => page({ next: `/v1/${encodeURI(s).replaceAll('?', '')}/things` }),
    leaks: true,
  },
  'a Link header': {
    paging: link(),
    answer: (s) => page({}, { link: `</v1/things?after=${s}>; rel="next"` }),
    leaks: true,
  },
  'a link to another host': {
    paging: link({ link: 'next' }),
    answer: (s) => page({ next: `https://other.test/${s}` }),
    leaks: true,
  },
};

interface Told {
  readonly said: unknown[];
  readonly error: unknown;
  readonly pages: readonly Page<unknown, unknown>[];
}

/** Walks a list with checkpoints, and keeps all that the library says and stores. */
const walked = async (
  { answer, paging = lastId() }: Case,
  spelling: string,
  options: ClientOptions,
): Promise<Told> => {
  const api = fakeApi(() => answer(spelling));
  const acme = {
    name: 'acme',
    baseUrl: 'https://api.acme.test/v1',
    auth: () => keyHeader('x-api-key', CANARY),
  };
  const client = createClient(acme, { ...acmeOptions(api), breaker: false, ...options });
  const said: unknown[] = [];
  client.events$.subscribe((event: ClientEvent) => said.push(event));
  const store = memoryStore();
  const pages: Page<unknown, unknown>[] = [];
  const things = listBy(paging);
  const walk = checkpointed(store, {
    key: 'k',
    list: (resume) => client.list(things, {}, { resume, maxPages: 3 }),
    dedupe: ({ id }) => id,
  });
  let error: unknown;
  const over = new Promise<void>((done) => {
    walk.pages().subscribe({
      next: (each) => pages.push(each),
      error: (given: unknown) => {
        error = given;
        done();
      },
      complete: done,
    });
  });
  api.run();
  await over;
  for (const { resume } of pages) if (O.isSome(resume)) said.push(resume.value, opened(resume.value));
  const saved = await lastValueFrom(from(store.load('k')), { defaultValue: undefined });
  said.push(
    error,
    saved,
    ...(saved?.place.kind === 'list' && saved.place.token !== null ? [opened(saved.place.token)] : []),
  );
  return { said, error, pages };
};

describe('a credential that the server repeats stands in no error, event, token or checkpoint', () => {
  for (const [place, each] of Object.entries(PLACES)) {
    for (const [how, spelling] of SPELLINGS) {
      it(`${place}: ${how}`, async () => {
        const { said, error, pages } = await walked(each, spelling, { retry: { maxAttempts: 2 } });
        expect(said.length).to.be.greaterThan(1);
        expectNone(pages.map(({ envelope }) => envelope));
        expectNone(said);
        if (each.leaks !== true) return;
        expect(pages).to.have.length(1);
        expect(pages[0]?.resume).to.deep.equal(O.none);
        expect(error).to.be.instanceOf(PagingError).and.to.include({ code: 'paging-credential' });
      });
    }
  }

  it('one that was sent with an earlier request, and another key of the same client', () => {
    const keys = ['first-key-of-them', 'second-key-of-them'];
    const api = fakeApi((_sent, index) =>
      index === 0
        ? page({ last_id: 'a', has_more: true })
        : { status: 400, json: { error: `${keys.join()} ${keys.join()}` } },
    );
    let asked = 0;
    const auth = () => keyHeader('x-api-key', () => keys[asked++ % 2] ?? '');
    const client = createClient(
      { name: 'acme', baseUrl: 'https://api.acme.test/v1', auth },
      acmeOptions(api),
    );
    let error: unknown;
    client.list(listBy(lastId())).subscribe({ error: (given: unknown) => (error = given) });
    api.run();
    expect(String(error)).to.include('[secret],[secret] [secret],[secret]');
  });

  it('what a Basic header encodes: its password anywhere, its user in what is said, and not in data, where it is an id', () => {
    const [user, password] = ['AC-4711', 'pass-word-1'];
    const api = fakeApi(({ query }) =>
      query['p'] === undefined
        ? page({ next: `/v1/${user}/things?p=1`, account: user, said: password })
        : { status: 401, json: { error: `no ${password} of ${user} (${btoa(`${user}:${password}`)})` } },
    );
    const auth = () => ({ ...keyHeader('authorization', btoa(`${user}:${password}`)), scheme: 'Basic' });
    const client = createClient(
      { name: 'acme', baseUrl: 'https://api.acme.test/v1', auth },
      acmeOptions(api),
    );
    const said: unknown[] = [];
    const pages: Page<unknown, unknown>[] = [];
    client.events$.subscribe((event) => said.push(event));
    client
      .list(listBy(link({ link: 'next' })))
      .pages()
      .subscribe({ next: (each) => pages.push(each), error: (error: unknown) => said.push(error) });
    api.run();
    expect(pages[0]?.envelope).to.deep.equal({
      next: `/v1/${user}/things?p=1`,
      account: user,
      said: '[secret]',
    });
    const text = said.map((each) => printed(each)).join('\n');
    expect(text).to.include('no [secret] of [secret] ([secret])');
    expect(text).not.to.match(/pass-word|AC-4711/);
  });

  it('one in the options for headers: a Secret, or a name that promises one', () => {
    for (const [name, value] of [
      ['x-tenant', secret(CANARY)],
      ['Proxy-Authorization', `Basic ${CANARY}`],
      ['cookie', CANARY],
      ['X-Api-Key', CANARY],
    ] as const) {
      const api = fakeApi(() => ({ status: 400, json: { error: `no ${CANARY}` } }));
      const client = createClient(
        { name: 'acme', baseUrl: 'https://api.acme.test/v1' },
        { ...acmeOptions(api), headers: { [name]: value } },
      );
      const said: unknown[] = [];
      client.events$.subscribe((event) => said.push(event));
      client.list(listBy(lastId())).subscribe({ error: (given: unknown) => said.push(given) });
      api.run();
      expect(api.log[0]?.headers[name.toLowerCase()]).to.include(CANARY);
      expect(said).to.have.length(3);
      expectNone(said);
    }
  });

  it('one that is the id of a parent: a checkpoint of a list of lists does not name it', async () => {
    const api = fakeApi(({ path, query }) =>
      path.endsWith('/parents')
        ? { json: { data: [{ id: CANARY }, { id: 'b' }] } }
        : {
            json: {
              data: [{ id: query['after'] === 'c' ? 'd' : 'c' }],
              last_id: 'c',
              has_more: query['after'] !== 'c',
            },
          },
    );
    const acme = {
      name: 'acme',
      baseUrl: 'https://api.acme.test/v1',
      auth: () => keyHeader('x-api-key', CANARY),
    };
    const client = createClient(acme, acmeOptions(api));
    const [parents, children] = ['/parents', '/things'].map((path) =>
      defineEndpoint({
        id: `acme.${path.slice(1)}`,
        path,
        paging: lastId(),
        item: t.type({ id: t.string }),
        key: ['id'],
      }),
    );
    const store = memoryStore();
    const saves: unknown[] = [];
    const walk = checkpointedFanOut(
      { ...store, save: (key, saved) => (saves.push(saved), store.save(key, saved)) },
      {
        key: 'k',
        parents: (resume) => client.list(parents!, {}, { resume }),
        parentKey: ({ id }) => id,
        children: (_parent, resume) => client.list(children!, {}, { resume }),
      },
    );
    const items = lastValueFrom(walk.pipe(toArray()));
    api.run();
    expect(await items).to.have.length(4);
    expect(saves.length).to.be.greaterThan(2);
    expectNone(saves);
  });

  it('one that a parameter of the caller’s own holds', () => {
    const searched = defineEndpoint({
      id: 'acme.things',
      path: '/things',
      paging: lastId(),
      item: t.type({ id: t.string }),
      key: ['id'],
      params: { q: text('What to look for.') },
    });
    const api = fakeApi(() => ({ status: 400 }));
    const acme = {
      name: 'acme',
      baseUrl: 'https://api.acme.test/v1',
      auth: () => keyHeader('x-api-key', CANARY),
    };
    const client = createClient(acme, acmeOptions(api));
    const said: unknown[] = [];
    client.events$.subscribe((event) => said.push(event));
    client.list(searched, { q: CANARY }).subscribe({ error: (given: unknown) => said.push(given) });
    api.run();
    expect(api.log[0]?.query['q']).to.equal(CANARY);
    expectNone(said);
    // Where an address is cut in the middle of it, the first half does not show either.
    const address = api.log[0]?.url.length ?? 0;
    const long = 'x'.repeat(2000 - address + encodeURIComponent(CANARY).length / 2) + CANARY;
    client.list(searched, { q: long }).subscribe({ error: (given: unknown) => said.push(given) });
    api.run();
    expect(api.log[1]?.query['q']).to.equal(long);
    expect(said.map((each) => printed(each)).join('\n')).not.to.include('sk-Canary');
  });
});

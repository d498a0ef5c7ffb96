import { inspect } from 'node:util';
import { expect } from 'chai';
import { lastValueFrom, toArray, type Observable } from 'rxjs';
import { cobo, keygen, keywordsai, openai } from '../src/index.js';
import { PROVIDERS, type ProviderName } from '../src/providers/names.js';
import { startLoopback, type Handler, type Loopback } from './support/loopback.js';

const CANARY = 'canary-1f0e9d8c7b6a';

/** One way in which a vendor wants its credential, and a list that needs it. */
interface Style {
  readonly provider: ProviderName;
  readonly name: string;
  readonly header: string;
  readonly value: string;
  readonly list: (baseUrl: string, credential: string) => Observable<unknown>;
  readonly events: (baseUrl: string) => { events$: Observable<unknown>; list: () => Observable<unknown> };
  /** A good page whose link to the next one, where the protocol has links, leads to another origin. */
  readonly foreign: (origin: string) => unknown;
}

const quick = { retry: false, limiter: false } as const;

const STYLES: readonly Style[] = [
  {
    provider: 'openai',
    name: 'OpenAI: Authorization: Bearer',
    header: 'authorization',
    value: `Bearer ${CANARY}`,
    list: (baseUrl, adminKey) => openai({ baseUrl, adminKey, ...quick }).users.list(),
    events: (baseUrl) => {
      const client = openai({ baseUrl, adminKey: CANARY, ...quick });
      return { events$: client.events$, list: () => client.users.list() };
    },
    foreign: (origin) => ({
      object: 'list',
      data: [],
      has_more: false,
      last_id: null,
      next: `${origin}/users`,
    }),
  },
  {
    provider: 'keywordsai',
    name: 'Keywords AI: Authorization: Api-Key',
    header: 'authorization',
    value: `Api-Key ${CANARY}`,
    list: (baseUrl, apiKey) => keywordsai({ baseUrl, apiKey, scheme: 'Api-Key', ...quick }).users.list(),
    events: (baseUrl) => {
      const client = keywordsai({ baseUrl, apiKey: CANARY, ...quick });
      return { events$: client.events$, list: () => client.users.list() };
    },
    foreign: (origin) => ({
      count: 0,
      next: `${origin}/api/users/list/?page=2`,
      previous: null,
      results: [],
    }),
  },
  {
    provider: 'keygen',
    name: 'Keygen: Authorization: License',
    header: 'authorization',
    value: `License ${CANARY}`,
    list: (baseUrl, licenseKey) => keygen({ baseUrl, account: 'acme', licenseKey, ...quick }).users.list(),
    events: (baseUrl) => {
      const client = keygen({ baseUrl, account: 'acme', token: CANARY, ...quick });
      return { events$: client.events$, list: () => client.users.list() };
    },
    foreign: (origin) => ({ data: [], links: { self: '/', next: `${origin}/v1/users?page%5Bcursor%5D=x` } }),
  },
  {
    provider: 'cobo',
    name: 'Cobo: X-API-Key',
    header: 'x-api-key',
    value: CANARY,
    list: (baseUrl, apiKey) => cobo({ baseUrl, apiKey, ...quick }).apiKeys.list(),
    events: (baseUrl) => {
      const client = cobo({ baseUrl, apiKey: CANARY, ...quick });
      return { events$: client.events$, list: () => client.apiKeys.list() };
    },
    foreign: (origin) => ({
      success: true,
      result: [],
      meta: { has_more: false, after: `${origin}/api-keys` },
    }),
  },
  {
    provider: 'cobo',
    name: 'Cobo: X-Assistant-Service-Key',
    header: 'x-assistant-service-key',
    value: CANARY,
    list: (baseUrl, serviceKey) => cobo({ baseUrl, serviceKey, ...quick }).principals.list(),
    events: (baseUrl) => {
      const client = cobo({ baseUrl, serviceKey: CANARY, ...quick });
      return { events$: client.events$, list: () => client.principals.list() };
    },
    foreign: (origin) => ({
      success: true,
      result: [],
      meta: { has_more: false, after: `${origin}/principals` },
    }),
  },
];

const outcome = async (list: Observable<unknown>): Promise<unknown> =>
  lastValueFrom(list.pipe(toArray())).catch((error: unknown) => error);

/** What a list ends with, or what keeps it from being made. */
const attempt = async (make: () => Observable<unknown>): Promise<unknown> => {
  try {
    return await outcome(make());
  } catch (error) {
    return error;
  }
};

/** Everything that a printer could make of a value, its causes included. */
const printed = (value: unknown): string => {
  const causes = value instanceof Error ? `${value.stack ?? ''} ${inspect(value.cause, { depth: 20 })}` : '';
  return `${inspect(value, { depth: 20, showHidden: true })} ${JSON.stringify(value)} ${String(value)} ${causes}`;
};

const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Handler =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

describe('secrets', () => {
  it('are looked for at each provider', () => {
    expect(new Set(STYLES.map(({ provider }) => provider))).to.deep.equal(new Set(PROVIDERS));
  });

  let handle: Handler = json({});
  let home: Loopback;
  let foreign: Loopback;

  before(async () => {
    home = await startLoopback((request, response, index) => {
      handle(request, response, index);
    });
    foreign = await startLoopback(json({}));
  });
  beforeEach(() => {
    home.seen.length = 0;
    foreign.seen.length = 0;
  });
  after(async () => {
    await home.close();
    await foreign.close();
  });

  for (const { name, header, value, list, events, foreign: foreignPage } of STYLES) {
    describe(name, () => {
      it('goes to the configured origin, in its own header and in no other place', async () => {
        handle = json({}, 500);
        await outcome(list(home.origin, CANARY));
        const [request] = home.seen;
        expect(request?.headers[header]).to.equal(value);
        const elsewhere = { ...request?.headers, [header]: '' };
        expect(JSON.stringify([elsewhere, request?.path])).not.to.include(CANARY);
      });

      for (const status of [301, 302, 303, 307, 308]) {
        it(`does not leave along a redirect (${String(status)})`, async () => {
          handle = json({}, status, { location: `${foreign.origin}/steal` });
          const error = await outcome(list(home.origin, CANARY));
          expect(error).to.include({ _tag: 'HttpError', status, redirectTo: `${foreign.origin}/steal` });
          expect(home.seen).to.have.length(1);
          expect(foreign.seen).to.have.length(0);
        });
      }

      it('Azure/acr#895, erpl-web#183, crabbox#1176: does not leave along a foreign next link', async () => {
        handle = json(foreignPage(foreign.origin));
        await outcome(list(home.origin, CANARY));
        expect(home.seen.length).to.be.greaterThan(0);
        expect(foreign.seen).to.have.length(0);
      });

      it('stands in no error, event or cause, whatever the server says back', async () => {
        const said: unknown[] = [];
        const error = {
          error: { message: `bad key ${CANARY}` },
          detail: CANARY,
          errors: [{ detail: CANARY }],
        };
        for (const [status, headers] of [
          [401, { 'x-request-id': CANARY }],
          [500, {}],
          [302, { location: `/x?token=${CANARY}` }],
        ] as const) {
          handle = json(error, status, headers);
          const { events$, list: walk } = events(home.origin);
          events$.subscribe((event) => said.push(event));
          said.push(await outcome(walk()));
        }
        expect(said.length).to.be.greaterThan(6);
        expect(said.map(printed).join('\n')).not.to.include(CANARY);
      });

      for (const broken of [`${CANARY}\r\nx-injected: 1`, `${CANARY}\nx: 1`, `${CANARY}\0`]) {
        it(`cannot carry another header in (${JSON.stringify(broken.slice(CANARY.length))})`, async () => {
          const error = await attempt(() => list(home.origin, broken));
          expect(error).to.have.property('_tag', 'ConfigError');
          expect(printed(error)).not.to.include(CANARY);
          expect(home.seen).to.have.length(0);
        });
      }
    });
  }

  const HOSTILE = [
    '../../../steal',
    '..',
    '.',
    '%2f..%2fsteal',
    '/steal',
    '//other',
    'a?b=c#d',
    'a\r\nx: 1',
    'a\\b',
    '',
  ];
  for (const id of HOSTILE) {
    it(`a path parameter stays one segment below its path: ${JSON.stringify(id)}`, async () => {
      handle = json({ object: 'list', data: [], has_more: false });
      const org = openai({ baseUrl: `${home.origin}/v1`, adminKey: CANARY, ...quick });
      const ids = [id, `${foreign.origin}/${id}`];
      for (const project_id of ids) await outcome(org.projects.apiKeys.list({ project_id }));
      for (const { path, headers } of home.seen) {
        const [before, segment = '', after] =
          /^(\/v1\/organization\/projects\/)([^/?]+)(\/api_keys\?limit=100)$/.exec(path)?.slice(1) ?? [
            '',
            '',
          ];
        expect([before, after]).to.deep.equal(['/v1/organization/projects/', '/api_keys?limit=100']);
        expect(ids).to.include(decodeURIComponent(segment));
        expect(headers).not.to.have.property('x');
      }
      expect(foreign.seen).to.have.length(0);
    });
  }
});

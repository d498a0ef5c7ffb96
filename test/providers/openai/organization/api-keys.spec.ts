import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { NEVER, take, VirtualTimeScheduler } from 'rxjs';
import { ConfigError, HttpError, openai, TimeoutError, type Fetch } from '../../../../src/index.js';
import { copies } from '../../../protocol/items.js';
import { lastIdServer, openAiError } from '../../../protocol/servers/openai.js';
import {
  all,
  broken,
  settled,
  spelled,
  wire,
  type Asked,
  type Serve,
  type Wire,
} from '../../../protocol/wire.js';

const PROJECTS = 5;
/** Keys by project: one has several pages, one has none. */
const KEYS = [3, 0, 120, 1, 2];

const projects = lastIdServer(
  copies('openai/projects.json', 'data', PROJECTS, (index) => ({ id: `proj_${String(index)}` })),
);
const keysOf = KEYS.map((count, project) =>
  lastIdServer(
    copies('openai/projects.apiKeys.json', 'data', count, (index) => ({
      id: `key_${String(project)}_${String(index)}`,
    })),
  ),
);

const projectIn = ({ address }: Asked): number | undefined => {
  const found = /\/projects\/proj_(\d+)\/api_keys$/.exec(address);
  return found === null ? undefined : Number(found[1]);
};
const serve: Serve = (asked) => {
  const project = projectIn(asked);
  return project === undefined ? projects(asked) : (keysOf[project] ?? projects)(asked);
};
const NAMED = "Unknown parameter: 'owner_project_access'.";
const refusingAny =
  (message: string): Serve =>
  (asked) =>
    asked.query.get('owner_project_access') === 'any'
      ? openAiError(400, { message, type: 'invalid_request_error', param: null, code: null })
      : serve(asked);
const accessOf = ({ log }: Wire): (string | null)[] =>
  log.filter((each) => projectIn(each) !== undefined).map(({ query }) => query.get('owner_project_access'));

const org = (fetch: Fetch) => openai({ adminKey: 'sk-admin-CANARY', fetch }).projects.apiKeys;
const EXPECTED = KEYS.flatMap((count, project) =>
  Array.from(
    { length: count },
    (_, index) => `proj_${String(project)} key_${String(project)}_${String(index)}`,
  ),
);
const named = (keys: readonly { readonly id: string; readonly project_id: string }[]) =>
  keys.map(({ id, project_id }) => `${project_id} ${id}`);

describe('openai projects.apiKeys.listAll', () => {
  for (const concurrency of [1, 3]) {
    it(`every key once, in the order of the projects, ${String(concurrency)} projects at a time`, async () => {
      const server = wire(serve);
      const keys = await all(org(server.fetch).listAll({}, { concurrency }));
      expect(named(keys)).to.deep.equal(EXPECTED);
      expect(server.log).to.have.length(1 + PROJECTS + 1);
      expect(server.most()).to.equal(concurrency);
    });
  }

  it('asks for archived projects and for keys of all owners', async () => {
    const server = wire(serve);
    await all(org(server.fetch).listAll());
    const [first, ...others] = server.log.map(spelled);
    expect(first).to.deep.equal(['include_archived=true', 'limit=100']);
    expect(others.every((query) => query.includes('owner_project_access=any'))).to.equal(true);
  });

  it('asks for what the caller says instead', async () => {
    const server = wire(serve);
    await all(
      org(server.fetch).listAll(
        { include_archived: false, owner_project_access: 'active' },
        { pageSize: 50 },
      ),
    );
    const [first, second] = server.log.map(spelled);
    expect(first).to.deep.equal(['include_archived=false', 'limit=50']);
    expect(second).to.deep.equal(['limit=50', 'owner_project_access=active']);
  });

  it('goes on without the default filter where the vendor refuses it, and asks for it once only', async () => {
    const server = wire(refusingAny(NAMED));
    expect(named(await all(org(server.fetch).listAll()))).to.deep.equal(EXPECTED);
    expect(accessOf(server)).to.deep.equal(['any', ...Array.from({ length: PROJECTS + 1 }, () => null)]);
  });

  it('a 400 that does not name the filter is one project’s: the next one is asked with it again', async () => {
    const server = wire(refusingAny('Bad request'));
    expect(named(await all(org(server.fetch).listAll()))).to.deep.equal(EXPECTED);
    expect(accessOf(server)).to.deep.equal([
      'any',
      null,
      'any',
      null,
      'any',
      null,
      null,
      'any',
      null,
      'any',
      null,
    ]);
  });

  it('one project’s 400 leaves the filter of the others alone, and shows among the events', async () => {
    const server = wire((asked) =>
      projectIn(asked) === 1 ? refusingAny('Bad request')(asked) : serve(asked),
    );
    const client = openai({ adminKey: 'sk-admin-CANARY', fetch: server.fetch });
    const seen: unknown[] = [];
    client.events$.subscribe((event) => {
      if (event.type === 'response') seen.push(event.status);
    });
    expect(named(await all(client.projects.apiKeys.listAll()))).to.deep.equal(EXPECTED);
    expect(accessOf(server)).to.deep.equal(['any', 'any', null, 'any', 'any', 'any', 'any']);
    expect(seen.filter((status) => status === 400)).to.have.length(1);
  });

  it('never drops a filter that the caller asked for', async () => {
    const server = wire(refusingAny(NAMED));
    const { values, error } = await broken(org(server.fetch).listAll({ owner_project_access: 'any' }));
    expect(values).to.deep.equal([]);
    expect(error).to.be.instanceOf(HttpError);
    expect((error as HttpError).vendor?.message).to.equal(NAMED);
  });

  it('a refusal for another reason is no reason to drop the filter', async () => {
    const server = wire((asked) =>
      projectIn(asked) === undefined
        ? serve(asked)
        : openAiError(403, { message: 'No', type: 't', param: null, code: null }),
    );
    const { error } = await broken(org(server.fetch).listAll());
    expect((error as HttpError).status).to.equal(403);
    expect(server.log).to.have.length(2);
  });

  const oneFails: Serve = (asked) =>
    projectIn(asked) === 0
      ? openAiError(403, { message: 'No', type: 't', param: null, code: null })
      : serve(asked);

  it('with onChildError a failing project is told and the others go on', async () => {
    const server = wire(oneFails);
    const told: string[] = [];
    const keys = await all(
      org(server.fetch).listAll({}, { onChildError: ({ parent }) => told.push(parent.id) }),
    );
    expect(told).to.deep.equal(['proj_0']);
    expect(named(keys)).to.deep.equal(EXPECTED.slice(3));
  });

  it('caps are visible, and nothing is asked for behind them', async () => {
    const server = wire(serve);
    const pages = await all(org(server.fetch).listAll({}, { maxItems: 2 }).pages());
    expect(pages.map(({ items, end }) => [items.length, end])).to.deep.equal([[2, O.some('maxItems')]]);
    await settled();
    expect(server.log).to.have.length(2);
  });

  it('the last page says that all is there', async () => {
    const server = wire(serve);
    const pages = await all(org(server.fetch).listAll().pages());
    expect(pages.at(-1)?.end).to.deep.equal(O.some('complete'));
    expect(pages.slice(0, -1).every(({ end }) => O.isNone(end))).to.equal(true);
    expect(pages.map(({ index }) => index)).to.deep.equal(pages.map((_, index) => index));
  });

  it('iterated, it asks no further than one page ahead', async () => {
    const server = wire(serve);
    const keys: string[] = [];
    for await (const { id } of org(server.fetch).listAll()) {
      keys.push(id);
      await settled();
      expect(server.log.length, id).to.be.at.most(4);
      if (keys.length === KEYS[0]) break;
    }
    await settled();
    expect(server.log.length).to.be.at.most(4);
  });

  it('its deadline runs on the client’s scheduler', () => {
    const scheduler = new VirtualTimeScheduler();
    const client = openai({
      adminKey: 'sk-admin-CANARY',
      transport: () => NEVER,
      scheduler,
      timeoutMs: 60_000,
    });
    const ends: unknown[] = [];
    client.projects.apiKeys.listAll({}, { deadlineMs: 700 }).subscribe({
      error: (error: unknown) => ends.push([scheduler.now(), error instanceof TimeoutError && error.code]),
    });
    scheduler.flush();
    expect(ends).to.deep.equal([[700, 'timeout-deadline']]);
  });

  it('sends nothing after it is left', async () => {
    const server = wire(serve);
    await all(org(server.fetch).listAll().pipe(take(1)));
    await settled();
    expect(server.log).to.have.length(2);
  });

  it('without an admin key: a ConfigError, and nothing is sent', async () => {
    const server = wire(serve);
    const { error } = await broken(
      openai({ apiKey: 'sk-proj-CANARY', fetch: server.fetch }).projects.apiKeys.listAll(),
    );
    expect(error).to.be.instanceOf(ConfigError);
    expect((error as ConfigError).message).to.include('adminKey is not set');
    expect(server.log).to.have.length(0);
  });
});

import { expect } from 'chai';
import { cli, linesOf } from './support.js';
import { adminKey, projectKey, startOrganization, user, type Organization } from './organization.js';

const idsOf = (out: string, endpoint: string): string[] =>
  linesOf(out)
    .filter((line) => line.endpoint === endpoint && line.item !== undefined)
    .map(({ item }) => String(item?.['id']));

const USERS = Array.from({ length: 60 }, (_, n) => user(n, n === 25 ? { id: null } : {}));

describe('the command line and what does not decode', () => {
  let close: () => Promise<void> = () => Promise.resolve();
  afterEach(() => close());
  const serve = async (org: Organization) => {
    const served = await startOrganization(org);
    ({ close } = served);
    return served.env;
  };
  const tokenIn = (err: string): string => /--resume (\S+)/.exec(err)?.[1] ?? '';

  describe('headwater list', () => {
    const list = (...more: readonly string[]): string[] => [
      'list',
      'openai.users',
      '--format',
      'ndjson',
      ...more,
    ];

    it('prints every other item, fails at the end, and names the options', async () => {
      const env = await serve({ users: USERS });
      const { code, out, err } = await cli(list(), { env });
      expect(code).to.equal(2);
      expect(idsOf(out, 'openai.users')).to.have.lengthOf(59);
      const [count, advice, ...none] = err.trimEnd().split('\n');
      expect(count).to.match(/^headwater: 1 item left out: .*item 25 does not fit User/);
      expect(advice).to.match(/^headwater: the list is not whole: --on-invalid skip .*--on-invalid fail /);
      expect(none).to.deep.equal([]);
    });

    it('its JSON array stays open then, since the list has failed', async () => {
      const env = await serve({ users: USERS });
      const { out } = await cli(['list', 'openai.users', '--format', 'json'], { env });
      expect(out.match(/"provider"/g)).to.have.lengthOf(59);
      expect(() => JSON.parse(out) as unknown).to.throw();
    });

    it('exits 3 where no item decodes', async () => {
      const env = await serve({ users: [user(0, { id: null })] });
      expect(await cli(list(), { env })).to.include({ code: 3, out: '' });
    });

    it('--on-invalid fail ends at an odd item, and names the option that goes on without it', async () => {
      const env = await serve({ users: USERS });
      const { code, out, err } = await cli(list('--on-invalid', 'fail'), { env });
      expect([code, out]).to.deep.equal([3, '']);
      expect(err).to.include('item 25 does not fit User: id: expected string, got null');
      expect(err).to.include('--on-invalid skip').and.not.include('onInvalid');
    });

    it('--on-invalid skip prints the others, counts it and exits 2', async () => {
      const env = await serve({ users: USERS });
      const { code, out, err } = await cli(list('--on-invalid', 'skip'), { env });
      expect(code).to.equal(2);
      expect(idsOf(out, 'openai.users')).to.have.lengthOf(59);
      expect(err).to.equal(
        'headwater: 1 item left out: openai.users, page 0: item 25 does not fit User: id: expected string, got null.\n',
      );
    });

    it('a JSON array is closed, though items were left out', async () => {
      const env = await serve({ users: USERS });
      const { out } = await cli(['list', 'openai.users', '--format', 'json', '--on-invalid', 'skip'], {
        env,
      });
      expect(JSON.parse(out)).to.have.lengthOf(59);
    });

    it('exits 0 where nothing was left out, skip or not', async () => {
      const env = await serve({ users: USERS.slice(0, 20) });
      expect(await cli(list('--on-invalid', 'skip'), { env })).to.include({ code: 0, err: '' });
    });

    it('--resume gets past an odd page: the advice says how', async () => {
      const env = await serve({ users: USERS });
      const first = await cli(list('--page-size', '20', '--on-invalid', 'fail'), { env });
      expect(first.code).to.equal(2);
      expect(first.err).to.match(/to go on from there: --resume \S+ --on-invalid skip\n/);
      const token = tokenIn(first.err);
      const stuck = await cli(list('--page-size', '20', '--resume', token, '--on-invalid', 'fail'), { env });
      expect(stuck.code).to.equal(3);
      expect(stuck.err).to.include('--on-invalid skip');
      const rest = await cli(list('--page-size', '20', '--resume', token, '--on-invalid', 'skip'), { env });
      expect(rest.code).to.equal(2);
      expect([...idsOf(first.out, 'openai.users'), ...idsOf(rest.out, 'openai.users')]).to.deep.equal(
        USERS.map(({ id }) => id).filter((id) => id !== null),
      );
    });

    it('what was left out before --resume is counted, too', async () => {
      const env = await serve({ users: USERS });
      const first = await cli(list('--page-size', '20', '--max-pages', '2', '--on-invalid', 'skip'), { env });
      expect(first.code).to.equal(2);
      expect(first.err).to.include('1 item left out').and.include('stopped at --max-pages');
      const rest = await cli(list('--page-size', '20', '--resume', tokenIn(first.err)), { env });
      expect(rest.code).to.equal(2);
      expect(rest.err).to.match(/^headwater: 1 item left out, before --resume\n/);
    });

    it('many are counted, and the first is named', async () => {
      const users = Array.from({ length: 50 }, (_, n) => user(n, n < 45 ? { id: null } : {}));
      const env = await serve({ users });
      const { err } = await cli(list('--on-invalid', 'skip'), { env });
      expect(err).to.match(/^headwater: 45 items left out, the first: openai\.users, page 0: item 0 /);
    });

    it('refuses another policy', async () => {
      expect((await cli(list('--on-invalid', 'collect'))).code).to.equal(1);
    });
  });

  describe('lists over parents', () => {
    const org: Organization = {
      projects: ['p1', 'p2', 'p3', 'p4'],
      projectKeys: {
        p1: [projectKey('k1')],
        p2: [projectKey('k2'), projectKey('k3', { id: null })],
        p3: 404,
        p4: [projectKey('k4')],
      },
    };
    const listAll = (...more: readonly string[]): string[] => [
      'list',
      'openai.projects.apiKeys.listAll',
      '--format',
      'ndjson',
      ...more,
    ];
    const ID = 'openai.projects.apiKeys.listAll';

    it('one odd key, or one project that is refused, hides no other project', async () => {
      const { code, out, err } = await cli(listAll('--on-invalid', 'fail'), { env: await serve(org) });
      expect(code).to.equal(2);
      expect(idsOf(out, ID)).to.deep.equal(['k1', 'k4']);
      const [odd, refused, ...none] = err.trim().split('\n');
      expect(odd).to.match(/^headwater: project p2: .*item 1 does not fit/);
      expect(refused).to.match(/^headwater: project p3: .*404/);
      expect(none).to.deep.equal([]);
    });

    it('--on-invalid skip costs the odd key only', async () => {
      const { code, out, err } = await cli(listAll('--on-invalid', 'skip'), { env: await serve(org) });
      expect(code).to.equal(2);
      expect(idsOf(out, ID)).to.deep.equal(['k1', 'k2', 'k4']);
      expect(err).to.include('project p3: ').and.include('1 item left out: ');
    });

    it('hundreds that fail are counted', async () => {
      const projects = Array.from({ length: 30 }, (_, n) => `p${String(n)}`);
      const env = await serve({ projects, projectKeys: Object.fromEntries(projects.map((id) => [id, 404])) });
      const { code, err } = await cli(listAll(), { env });
      expect(code).to.equal(2);
      expect(err.trim().split('\n')).to.have.lengthOf(11);
      expect(err).to.match(/and 20 more\n$/);
    });

    it('a refused credential is no matter of one project: it ends the list', async () => {
      const env = await serve({ projects: ['p1', 'p2'], projectKeys: { p1: 401, p2: 401 } });
      const { code, err } = await cli(listAll(), { env });
      expect(code).to.equal(3);
      expect(err).to.match(/^headwater: openai\.projects\.apiKeys, page 0: the server answers 401/);
    });
  });

  describe('headwater watch --once', () => {
    const once = ['watch', '--once', '--format', 'ndjson'];

    it('one odd row makes none of the others dark: counted, exit 2', async () => {
      const { code, out, err } = await cli(once, { env: await serve({ users: USERS }) });
      expect(code).to.equal(2);
      expect(idsOf(out, 'openai.users')).to.have.lengthOf(59);
      expect(err).to.match(/^headwater: openai\/users: 1 item left out/m);
    });

    it('its table marks the figure as a floor', async () => {
      const { out } = await cli(['watch', '--once'], { env: await serve({ users: USERS }), columns: 100 });
      expect(out).to.match(/openai +≥59 .*▲ partial/);
    });

    it('--on-invalid fail: the list is down, and the error names the option', async () => {
      const { code, out, err } = await cli([...once, '--on-invalid', 'fail'], {
        env: await serve({ users: USERS }),
      });
      expect(code).to.equal(2);
      expect(idsOf(out, 'openai.users')).to.deep.equal([]);
      expect(err).to.match(/^headwater: openai\/users: .*--on-invalid skip/m);
    });

    it('a project that fails hides no other, and a key in two lists counts once', async () => {
      const env = await serve({
        projects: ['p1', 'p2'],
        projectKeys: { p1: 404, p2: [projectKey('k2')] },
        adminKeys: [adminKey('a1'), adminKey('k2')],
      });
      const { code, out, err } = await cli(['watch', '--once'], { env, columns: 100 });
      expect(code).to.equal(2);
      expect(err).to.match(/^headwater: openai\/projects\.apiKeys: .*404/m);
      expect(out).to.match(/openai +≥0 +≥2 /);
    });
  });

  describe('headwater check', () => {
    interface CheckLine {
      readonly endpoint: string;
      readonly state: string;
      readonly detail: string;
      readonly leftOut?: number;
      readonly missingScopes?: readonly string[];
    }
    const rowOf = (out: string, id: string): CheckLine | undefined =>
      (JSON.parse(out) as CheckLine[]).find(({ endpoint }) => endpoint === id);

    it('an endpoint of which an item is odd answers all the same, and says so', async () => {
      const env = await serve({ users: [user(0, { id: null }), user(1)] });
      const { code, out } = await cli(['check', '--format', 'json'], { env });
      expect(code).to.equal(2);
      expect(rowOf(out, 'openai.users')).to.include({ state: 'partial', leftOut: 1 });
      expect(rowOf(out, 'openai.users')?.detail).to.equal('1 item left out: id: expected string, got null');
      expect(rowOf(out, 'openai.projects')).to.include({ state: 'ok' }).and.not.have.property('leftOut');
    });

    it('looks behind an odd project, once, since the lists below it need the id of one', async () => {
      const served = await startOrganization({
        oddProjects: 3,
        projects: ['p1', 'p2'],
        projectKeys: { p1: [projectKey('k1')] },
      });
      ({ close } = served);
      const { out } = await cli(['check', '--format', 'json'], { env: served.env });
      expect(rowOf(out, 'openai.projects')).to.include({ state: 'partial', leftOut: 3 });
      expect(rowOf(out, 'openai.projects.apiKeys')).to.include({ state: 'ok' });
      const sizes = served.seen.flatMap(({ path }) => /\/projects\?limit=(\d+)$/.exec(path)?.[1] ?? []);
      expect(sizes).to.deep.equal(['1', '100']);
    });

    it('a read whose only object is odd has failed, and no option is advised', async () => {
      const { out } = await cli(['check', '--format', 'json'], { env: await serve({}) });
      const row = rowOf(out, 'openai.spendLimit');
      expect(row?.state).to.equal('failed');
      expect(row?.detail).to.match(/item 0 does not fit SpendLimit: .*\.$/);
      expect(row?.detail).not.to.match(/on-invalid|onInvalid/);
    });

    it('--on-invalid fail: it failed', async () => {
      const env = await serve({ users: [user(0, { id: null })] });
      const { out } = await cli(['check', '--format', 'json', '--on-invalid', 'fail'], { env });
      const row = rowOf(out, 'openai.users');
      expect(row?.state).to.equal('failed');
      expect(row?.detail).to.include('--on-invalid skip').and.not.include('onInvalid');
    });

    it('names the scope that is missing, as data and in words', async () => {
      const env = await serve({ missingScopes: 'api.usage.read' });
      const { out } = await cli(['check', '--format', 'json'], { env });
      expect(rowOf(out, 'openai.costs')).to.deep.include({
        state: 'refused',
        detail: 'no permission (403), missing api.usage.read',
        missingScopes: ['api.usage.read'],
      });
      expect(rowOf(out, 'openai.users')).not.to.have.property('missingScopes');
      const page = (await cli(['check'], { env })).out;
      expect(page).to.match(/openai\.costs +refused +spend\n/);
      expect(page).to.match(/\n +\d+ refused +no permission \(403\), missing api\.usage\.read\n/);
    });
  });

  describe('headwater watch', () => {
    const watch = ['watch', '--format', 'ndjson', '--interval', '0.05'];
    interface ChangeLine {
      readonly change?: string;
      readonly subject?: { readonly id: string };
      readonly text?: string;
    }
    /** Keys that came and went. */
    const changesIn = (out: string): string[] =>
      (linesOf(out) as readonly ChangeLine[]).flatMap(({ change = '', text = '' }) =>
        ['created', 'removed'].includes(change) ? [text] : [],
      );
    const LIVE_KEYS = /"list":"openai\/(?:projects\.a|adminA)piKeys","state":"live"/g;
    const areRead = (text: string): boolean => (text.match(LIVE_KEYS) ?? []).length > 1;
    const isTold = (text: string, ...ids: readonly string[]): boolean =>
      ids.every((id) => changesIn(text.slice(0, text.lastIndexOf('\n'))).some((told) => told.includes(id)));

    const PARTIAL = '"list":"openai/projects.apiKeys","state":"partial","leftOut":1';

    it('a key that vanished is told as that, once', async () => {
      const org: Organization = {
        projects: ['p1'],
        projectKeys: { p1: [projectKey('k1'), projectKey('k2')] },
        adminKeys: [adminKey('k1'), adminKey('k2'), adminKey('a1')],
      };
      const { out } = await cli(watch, {
        env: await serve(org),
        until: (text) => {
          if (areRead(text)) {
            org.projectKeys = { p1: [projectKey('k1'), projectKey('k3')] };
            org.adminKeys = [adminKey('k1'), adminKey('k3')];
          }
          return isTold(text, 'k2', 'k3', 'a1');
        },
      });
      const about = (id: string): readonly string[] => changesIn(out).filter((text) => text.includes(id));
      expect(changesIn(out)).to.have.length(3);
      expect(about('a1')).to.deep.equal(['Admin key a1 is no longer listed.']);
      // Which of the two lists is read first, and so holds k3 first and k2 last, is chance.
      expect(about('k2').join()).to.match(/^(Project|Admin) key k2 is no longer listed\.$/);
      expect(about('k3').join()).to.match(/^New (project|admin) key k3\.$/);
    });

    it('nothing vanishes while items are left out', async () => {
      const org: Organization = {
        projects: ['p1'],
        projectKeys: { p1: [projectKey('k1'), projectKey('k2')] },
      };
      const { out } = await cli(watch, {
        env: await serve(org),
        until: (text) => {
          if (areRead(text))
            org.projectKeys = { p1: [projectKey('k1'), projectKey('k2', { id: null }), projectKey('k3')] };
          return isTold(text, 'k3') && text.includes(PARTIAL);
        },
      });
      expect(changesIn(out)).to.deep.equal(['New project key k3.']);
      expect(out).to.include(PARTIAL);
    });

    it('a list of which a part fails is named, with the reason, beside what came', async () => {
      const org: Organization = {
        projects: ['p1', 'p2'],
        projectKeys: { p1: 404, p2: [projectKey('k2')] },
      };
      const { out } = await cli(watch, {
        env: await serve(org),
        until: (text) => text.includes('"list":"openai/projects.apiKeys"'),
      });
      const lines = linesOf(out) as readonly (ReturnType<typeof linesOf>[number] & {
        readonly list?: string;
      })[];
      const keys = lines.filter(
        ({ endpoint, item }) => endpoint === 'openai.projects.apiKeys' && item?.['type'] === 'credential',
      );
      expect(keys.map(({ item }) => item?.['id'])).to.deep.equal(['k2']);
      const state = lines.find(({ list }) => list === 'openai/projects.apiKeys');
      expect(state).to.include({ state: 'partial', status: 404 });
      expect(state?.reason).to.match(/the server answers 404/);
    });
  });
});

import { expect } from 'chai';
import { defer, lastValueFrom, toArray } from 'rxjs';
import { openai, openaiSource } from '../../../src/providers/openai/index.js';
import type { SpendBy } from '../../../src/sandbox/index.js';
import { amountsOf, watched, type Watched } from '../support/monitored.js';

const DAY_MS = 86_400_000;
const BYS: readonly SpendBy[] = ['key', 'principal', 'project', 'model'];

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Owner {
  readonly user?: Named;
  readonly service_account?: Named;
}

describe('openaiSource', () => {
  let seen: Watched;

  before(async function () {
    seen = await watched((box) => [openaiSource(openai(box.openai), { name: 'acme' })]);
    const rows = await seen.readAll();
    expect(rows.filter(({ state }) => state !== 'ok')).to.deep.equal([]);
  });

  after(() => seen.close());

  const days = (count: number): { from: Date; to: Date } => {
    const to = seen.box.control.now();
    return { from: new Date((Math.floor(to.getTime() / DAY_MS) - count + 1) * DAY_MS), to };
  };

  for (const by of BYS)
    it(`spend of seven days by ${by} is what the data says, to the last digit`, async () => {
      const sums = seen.box.control.spend('openai', by, days(7));
      const table = await seen.spend({ by, window: '7d' });
      expect(amountsOf(table)).to.deep.equal(
        Object.fromEntries(sums.map(({ id, amount }) => [id ?? 'null', `${amount} USD`])),
      );
      expect(table.sum.quality).to.equal('reported');
      expect(table.sum.coverage).to.deep.equal({ included: ['acme'], missing: [] });
    });

  it('every key has its owner and its project, and says when it was used', async () => {
    const { control } = seen.box;
    const rows = await seen.allCredentials();
    const projectKeys = control.items('openai', 'projects.apiKeys');
    const adminKeys = control.items('openai', 'adminApiKeys');
    expect(rows.map(({ id }) => id)).to.have.members(
      [...projectKeys, ...adminKeys].map(({ id }) => String(id)),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const nameOf = (list: 'users' | 'projects') =>
      new Map(control.items('openai', list).map(({ id, name, email }) => [id, name ?? email]));
    const [members, projects] = [nameOf('users'), nameOf('projects')];
    for (const key of projectKeys) {
      const { user, service_account } = key['owner'] as Owner;
      const owner = user ?? service_account;
      const row = byId.get(String(key['id']));
      expect(row?.owner?.id).to.equal(owner?.id);
      expect(row?.ownerName).to.equal(members.get(owner?.id) ?? owner?.name);
      expect([...projects.values()]).to.include(row?.projectName);
      expect(row?.lastUsed.state).to.equal(key['last_used_at'] === null ? 'never' : 'used');
    }
  });

  it('tells its requests by feed, the widths of one list apart', async () => {
    const rows = await seen.readAll();
    for (const width of ['1m', '1h', '1d']) {
      const asked = seen.box.control
        .requests()
        .filter(({ path, query }) => path.endsWith('/usage/completions') && String(query).includes(width));
      const row = rows.find(({ feed }) => feed === `usage.completions.${width}`);
      expect(row?.requests, width).to.equal(asked.length);
    }
  });

  it('keeps keys and secrets out of everything that it gives', async () => {
    const source = openaiSource(openai(seen.box.openai));
    const start = { source: 'openai', now: seen.box.control.now(), mark: undefined };
    for (const feed of source.feeds) {
      const pages = await lastValueFrom(defer(() => feed.read(start)).pipe(toArray()));
      expect(JSON.stringify(pages), feed.id).not.to.match(/CANARY/);
    }
  });

  it('refuses an option that names no feed', () => {
    const client = openai(seen.box.openai);
    expect(() => openaiSource(client, { only: ['keys'] })).to.throw(RangeError, /only names 'keys'/);
    expect(openaiSource(client, { only: ['costs'] }).feeds.map(({ id }) => id)).to.deep.equal(['costs']);
  });
});

describe('the ranges that bucket feeds ask for', () => {
  // Seconds are what the API counts in; a minute, an hour and a day have just begun.
  for (const after of ['00.000', '00.001', '00.300', '00.999', '01.000'])
    it(`begin and end in two seconds, at 00:00:${after}`, async () => {
      const asked: string[] = [];
      const fetch = (input: RequestInfo | URL): Promise<Response> => {
        const { searchParams } = new URL(input instanceof Request ? input.url : input);
        const [start, end] = ['start_time', 'end_time'].map((name) => Number(searchParams.get(name)));
        asked.push(`${String(start)} ${String(end)}`);
        return Promise.resolve(Response.json({ object: 'page', data: [], has_more: false, next_page: null }));
      };
      const client = openai({ adminKey: 'k', fetch });
      const now = new Date(`2026-11-28T00:00:${after}Z`);
      for (const feed of openaiSource(client).feeds)
        if (feed.kind === 'buckets')
          await lastValueFrom(defer(() => feed.read({ source: 'openai', now, mark: undefined })));
      expect(asked.length).to.be.above(40);
      const empty = asked.filter((range) => {
        const [start = NaN, end = NaN] = range.split(' ').map(Number);
        return !(end > start);
      });
      expect(empty).to.deep.equal([]);
    });
});

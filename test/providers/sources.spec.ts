import { expect } from 'chai';
import { PROVIDERS } from '../../src/providers/names.js';
import type { ListNames, ProviderId, SpendBy, WireItem } from '../../src/sandbox/index.js';
import { sandboxSources } from '../support/sandbox-sources.js';
import { amountsOf, watched, type Watched } from './support/monitored.js';

const DAY_MS = 86_400_000;
const SPENDING = ['openai', 'keywordsai'] as const;
const BYS: readonly SpendBy[] = ['key', 'principal', 'project', 'model'];

/** What a wire item names by a relationship of JSON:API. */
const idAt = (item: WireItem, relationship: string): string | undefined => {
  const all = item['relationships'] as Readonly<Record<string, { data?: { id?: string } | null }>>;
  return all[relationship]?.data?.id;
};

const keyOf = ({ attributes }: WireItem): readonly string[] => {
  const { key } = attributes as { key?: string | null };
  return key == null ? [] : [key];
};

type Items = <P extends ProviderId>(provider: P, list: ListNames[P]) => readonly WireItem[];

const itemsOf =
  (seen: () => Watched): Items =>
  (provider, list) =>
    seen().box.control.items(provider, list);

describe('all providers in the sandbox', () => {
  let seen: Watched;

  before(async function () {
    seen = await watched((box) => sandboxSources(box));
    const rows = await seen.readAll();
    expect(rows.filter(({ state }) => state !== 'ok')).to.deep.equal([]);
  });

  after(() => seen.close());

  const items = itemsOf(() => seen);

  it('each provider is a source', () => {
    expect(seen.sources.map(({ provider }) => provider)).to.have.members([...PROVIDERS]);
  });

  describe('spend equals the sums of the data, to the last digit', () => {
    const range = (): { from: Date; to: Date } => {
      const to = new Date(seen.box.control.now().getTime() + 1);
      return { from: new Date(Math.floor(to.getTime() / DAY_MS) * DAY_MS), to };
    };

    for (const by of BYS)
      for (const provider of SPENDING)
        it(`${provider} by ${by}, today`, async () => {
          const table = await seen.spend({ by, window: 'today', where: { provider } });
          const sums = seen.box.control.spend(provider, by, range());
          // What is of no project, say, is the row `unattributed`, which no id names.
          const expected = sums.map(({ id, amount }) => [id ?? 'null', `${amount} USD`]);
          expect(sums.length).to.be.above(0);
          expect(amountsOf(table)).to.deep.equal(Object.fromEntries(expected));
        });

    it('sources side by side are as much as each alone, in kinds that never add up', async () => {
      const table = await seen.spend({ by: 'source', window: 'today' });
      expect(
        table.rows.map(({ source, cost }) => [source, cost.map(({ basis }) => basis)]),
      ).to.have.deep.members([
        ['openai', ['provider_reported']],
        ['keywordsai', ['provider_gateway']],
        ['keygen', []],
      ]);
    });
  });

  describe('joins are right for every key', () => {
    it('keygen: owners of tokens, products and owners of licences', async () => {
      const rows = new Map((await seen.allCredentials()).map((row) => [row.id, row]));
      const names = new Map(
        items('keygen', 'users').map(({ id, attributes }) => {
          const { fullName, email } = attributes as { fullName?: string | null; email: string };
          return [String(id), fullName ?? email];
        }),
      );
      const products = new Map(
        items('keygen', 'products').map(({ id, attributes }) => [id, (attributes as { name: string }).name]),
      );
      for (const token of items('keygen', 'tokens')) {
        const row = rows.get(String(token['id']));
        const bearer = idAt(token, 'bearer');
        expect(row?.owner?.id).to.equal(bearer);
        if (names.has(bearer ?? '')) expect(row?.ownerName).to.equal(names.get(bearer ?? ''));
      }
      for (const license of items('keygen', 'licenses')) {
        const row = rows.get(String(license['id']));
        expect(row?.owner?.id).to.equal(idAt(license, 'owner'));
        expect(row?.projectName).to.equal(products.get(idAt(license, 'product')));
      }
    });

    it('cobo: principals and pacts of keys', async () => {
      const rows = new Map((await seen.allCredentials()).map((row) => [row.id, row]));
      const names = new Map(items('cobo', 'principals').map(({ id, name }) => [id, name]));
      const pacts = new Map(items('cobo', 'pacts').map(({ id, name }) => [id, name]));
      for (const key of items('cobo', 'apiKeys')) {
        const row = rows.get(String(key['id']));
        expect(row?.owner?.id).to.equal(key['principal_id']);
        if (names.has(key['principal_id'])) expect(row?.ownerName).to.equal(names.get(key['principal_id']));
        if (pacts.has(key['pact_id'])) expect(row?.projectName).to.equal(pacts.get(key['pact_id']));
      }
    });

    it('keywordsai: temporary keys, with what the logs say of them', async () => {
      const { rows } = await seen.credentials({ where: { provider: 'keywordsai' }, window: 'today' });
      const ids = items('keywordsai', 'temporaryKeys').map(({ id }) => String(id));
      expect(rows.map(({ id }) => id)).to.include.members(ids);
      const used = new Set(items('keywordsai', 'requestLogs').map((log) => log['organization_key_id']));
      for (const row of rows) {
        if (used.has(row.id)) expect(row.lastUsed.state).to.equal('used');
        expect(row.kind).to.equal('gateway_key');
      }
    });

    it('each list is there as a whole', async () => {
      const rows = await seen.allCredentials();
      const count = (source: string): number => rows.filter((row) => row.source === source).length;
      expect(count('cobo')).to.equal(items('cobo', 'apiKeys').length);
      expect(count('keygen')).to.equal(items('keygen', 'tokens').length + items('keygen', 'licenses').length);
      expect(count('openai')).to.equal(
        items('openai', 'projects.apiKeys').length + items('openai', 'adminApiKeys').length,
      );
    });
  });

  it('limits of licences, customers and keys are there with what is used of them', async () => {
    const records = await seen.read('keygen');
    const limits = records.flatMap((record) => (record.type === 'limit' ? [record] : []));
    const capped = items('keygen', 'licenses').filter(
      ({ attributes }) => (attributes as { maxUses?: number | null }).maxUses != null,
    );
    const uses = limits.filter(({ uid }) => uid.endsWith('/maxUses'));
    expect(uses.length).to.equal(capped.length);
    for (const { attributes, id } of capped) {
      const limit = uses.find(({ subject }) => subject.id === id);
      expect(limit).to.include({ used: (attributes as { uses: number }).uses, measure: 'license_uses' });
    }
  });

  it('no secret is in any record: neither credentials of ours nor keys of licences', async () => {
    const secrets = ['CANARY', ...items('keygen', 'licenses').flatMap(keyOf)];
    expect(secrets.length).to.be.above(1);
    for (const { name } of seen.sources) {
      const text = JSON.stringify(await seen.read(name));
      for (const secret of secrets) expect(text.includes(secret), name).to.equal(false);
      expect(text).not.to.match(/\[secret\]|Question |192\.0\.2\.|curl\//);
    }
  });

  it('nothing of what people wrote to a model is asked for', () => {
    const asked = seen.box.control.requests().filter(({ path }) => path === '/api/request-logs/list/');
    expect(asked.length).to.be.above(0);
    for (const { query } of asked) {
      const fields = query.find(([name]) => name === 'include_fields')?.[1] ?? '';
      expect(fields).to.match(/unique_id/);
      expect(fields).not.to.match(/input|output|message|metadata|email/);
    }
  });
});

import { expect } from 'chai';
import type { WireItem } from '../../src/sandbox/index.js';
import { BELOW, TOPS } from './keygen-tables.js';
import { ask, boxFor, idsOf, itemsOf, keygen, walkKeygen, type Json } from './support.js';

const attribute = (item: WireItem, name: string): unknown => (item['attributes'] as Json)[name];
const productOf = (item: WireItem): string =>
  (item['relationships'] as Record<string, { data: { id: string } }>)['product']?.data.id ?? '';

describe('sandbox: who sees what of Keygen', () => {
  const box = boxFor({ rateLimits: false });
  const ids = async (path: string): Promise<string[]> =>
    idsOf((await walkKeygen(box(), `${path}page[cursor]=&page[size]=100`)).items);

  /** An environment with tokens of its own. */
  function bearing(strategy: string): WireItem {
    const tokens = JSON.stringify(box().control.items('keygen', 'environments.tokens'));
    const found = box()
      .control.items('keygen', 'environments')
      .find(
        (item) => attribute(item, 'isolationStrategy') === strategy && tokens.includes(String(item['id'])),
      );
    return found ?? {};
  }

  it('settings answer below the named account only', async () => {
    const headers = { authorization: `Bearer ${box().keygen.token}` };
    expect((await keygen(box(), '/settings')).status).to.equal(200);
    expect((await ask(`${box().keygen.baseUrl}/settings`, headers)).status).to.equal(404);
    for (const path of [
      '/users',
      `/machines/${idsOf(box().control.items('keygen', 'machines'))[0] ?? ''}/components`,
    ])
      expect((await ask(`${box().keygen.baseUrl}${path}`, headers)).status).to.equal(200);
    expect((await keygen(box(), '/users/x/tokens/y')).status).to.equal(404);
  });

  it('without a token, eight lists and the plans show what open products have, the others nothing', async () => {
    const base = `${box().keygen.baseUrl}/accounts/${box().keygen.account}`;
    const open = new Set(
      idsOf(
        box()
          .control.items('keygen', 'products')
          .filter((item) => attribute(item, 'distributionStrategy') === 'OPEN'),
      ),
    );
    const answering: string[] = [];
    for (const { name, path, parents } of [...TOPS, ...BELOW].filter((list) => list.name !== 'plans')) {
      const parent =
        parents === undefined ? '' : (idsOf(box().control.items('keygen', parents)).at(-1) ?? '');
      const { status } = await ask(`${base}${path.replace('*', parent)}`, {});
      if (status === 200) answering.push(name);
      else expect(status, name).to.equal(401);
    }
    expect(answering).to.have.members([
      ...['releases', 'artifacts', 'packages', 'engines', 'platforms', 'arches', 'channels'],
      'releases.artifacts',
    ]);
    for (const path of ['/releases', '/packages']) {
      const shown = itemsOf(await ask(`${base}${path}?limit=100`, {}));
      const expected = box()
        .control.items('keygen', path === '/releases' ? 'releases' : 'packages')
        .filter((item) => open.has(productOf(item)));
      expect(idsOf(shown)).to.deep.equal(idsOf(expected)).and.not.to.have.length(0);
    }
    expect((await ask(`${base}/releases`, { authorization: 'Bearer x' })).status).to.equal(401);
  });

  it('an environment shows its own tokens, a shared one the global ones too; an unknown one is refused', async () => {
    const within = (code = '', path = '/tokens'): Promise<string[]> => ids(`${path}?environment=${code}&`);
    const borne = ({ id }: WireItem): Promise<string[]> => ids(`/environments/${String(id)}/tokens?`);
    const [shared, isolated] = [bearing('SHARED'), bearing('ISOLATED')];
    const [code, other] = [shared, isolated].map((item) => String(attribute(item, 'code')));
    const global = idsOf(box().control.items('keygen', 'tokens'));
    expect(await within(code)).to.have.members([...(await borne(shared)), ...global]);
    expect(await within(other))
      .to.deep.equal(await borne(isolated))
      .and.not.to.have.length(0);
    expect(await within(other, '/licenses')).to.deep.equal([]);
    expect(await within(other, '/channels')).not.to.have.length(0);
    const unknown = await keygen(box(), '/tokens', { 'keygen-environment': 'nowhere' });
    expect([unknown.status, (unknown.body['errors'] as Json[])[0]?.['code']]).to.deep.equal([
      400,
      'ENVIRONMENT_INVALID',
    ]);
    expect((unknown.body['errors'] as Json[])[0]?.['source']).to.deep.equal({ header: 'Keygen-Environment' });
  });
});

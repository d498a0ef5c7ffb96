import { expect } from 'chai';
import { entryFor } from '../../src/cli/catalog.js';
import { parentOf, pathParams } from '../../src/cli/parents.js';

describe('the parent of a list', () => {
  const cases: readonly (readonly [id: string, name: string, parent: string | undefined])[] = [
    ['openai.projects.apiKeys', 'project_id', 'openai.projects'],
    ['openai.projects.groups.roles', 'project_id', 'openai.projects'],
    ['openai.projects.groups.roles', 'group_id', 'openai.projects.groups'],
    ['openai.evals.runs.outputItems', 'run_id', 'openai.evals.runs'],
    ['openai.threads.messages', 'thread_id', undefined],
    ['openai.chatkit.threads.items', 'thread_id', 'openai.chatkit.threads'],
    ['openai.vectorStores.fileBatches.files', 'batch_id', undefined],
    ['keygen.licenses.entitlements', 'license', 'keygen.licenses'],
    ['cobo.wallets.pactStats', 'wallet_id', 'cobo.wallets'],
  ];
  for (const [id, name, parent] of cases) {
    it(`${id} {${name}}: ${parent ?? 'none'}`, () => {
      expect(parentOf(entryFor(id), name)?.entry.id).to.equal(parent);
    });
  }

  it('knows an item by the name of the parameter, else by its id', () => {
    const { idOf } = parentOf(entryFor('openai.projects.groups.roles'), 'group_id') ?? expect.fail();
    expect(idOf({ group_id: 'g', id: 'i' })).to.equal('g');
    expect(idOf({ id: 'i' })).to.equal('i');
    expect(idOf({ id: 7 })).to.equal(undefined);
    expect(idOf(undefined)).to.equal(undefined);
  });

  it('names the parameters of a path from the left', () => {
    expect(pathParams(entryFor('openai.projects.groups.roles'))).to.deep.equal(['project_id', 'group_id']);
    expect(pathParams(entryFor('openai.projects'))).to.deep.equal([]);
  });
});

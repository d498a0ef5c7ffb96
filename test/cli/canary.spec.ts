import { expect } from 'chai';
import { CATALOG } from '../../src/cli/catalog.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { boxFor } from '../sandbox/support.js';
import { cli, envOf } from './support.js';

/** Everything that must never be printed: the credentials, and the keys that the vendor lists in clear. */
const secretsOf = (box: Sandbox): string[] => {
  const attribute = (list: 'licenses' | 'keys' | 'users.secondFactors', name: string): string[] =>
    box.control.items('keygen', list).flatMap(({ attributes }) => {
      const value = (attributes as Readonly<Record<string, unknown>>)[name];
      return typeof value === 'string' ? [value] : [];
    });
  const { openai, keywordsai, keygen, cobo } = box;
  return [
    ...attribute('licenses', 'key'),
    ...attribute('keys', 'key'),
    ...attribute('users.secondFactors', 'secret'),
    ...[openai.adminKey, openai.apiKey, keywordsai.apiKey, keygen.token, cobo.apiKey, cobo.serviceKey],
  ];
};

describe('no output holds a secret', () => {
  const box = boxFor({ rateLimits: false });

  const expectNone = (text: string): void => {
    for (const secret of secretsOf(box())) expect(text.includes(secret), secret).to.equal(false);
  };

  it('has secrets to find', () => {
    const shown = JSON.stringify(box().control.items('keygen', 'licenses'));
    expect(secretsOf(box()).filter((secret) => shown.includes(secret)).length).to.be.greaterThan(30);
  });

  for (const format of ['table', 'json', 'ndjson', 'csv']) {
    it(`list, every endpoint, ${format}`, async () => {
      for (const { id, params } of CATALOG) {
        if (Object.values(params).some(({ required }) => required)) continue;
        const { code, out, err } = await cli(['list', id, '--format', format, '--max-pages', '2'], {
          env: envOf(box()),
        });
        expect(code, id).to.equal(0);
        expectNone(out + err);
      }
    });
  }

  for (const args of [
    ['watch', '--once'],
    ['watch', '--once', '--format', 'table'],
    ['check'],
    ['check', '--format', 'json'],
    ['endpoints'],
    ['endpoints', '--format', 'markdown'],
    ['list', 'keygen.users.secondFactors', '--param', 'user=USER'],
  ]) {
    it(args.join(' '), async () => {
      const [user] = box()
        .control.items('keygen', 'users.secondFactors')
        .map(({ relationships }) => (relationships as { user: { data: { id: string } } }).user.data.id);
      const filled = args.map((arg) => arg.replace('USER', user ?? ''));
      const { out, err } = await cli(filled, { env: envOf(box()) });
      expect(out).not.to.equal('');
      expectNone(out + err);
    });
  }

  it('watch, while keys come and go', async () => {
    let ticked = false;
    const { out } = await cli(['watch', '--interval', '0.05'], {
      env: envOf(box()),
      until: (text) => {
        if (!ticked && text.includes('"keygen/tokens","state":"live"')) {
          ticked = true;
          box().control.tick(12);
        }
        return text.includes('"change":"created"');
      },
    });
    expectNone(out);
  });

  it('a failure', async () => {
    box().control.faults.add({ times: Infinity, fault: { kind: 'status', status: 401 } });
    const { err } = await cli(['list', 'keygen.machines', '--param', 'key=LICENSE-KEY-1'], {
      env: envOf(box()),
    });
    expect(err).to.include('401').and.not.include('LICENSE-KEY-1');
    expectNone(err);
  });
});

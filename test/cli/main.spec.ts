import { once } from 'node:events';
import { expect } from 'chai';
import { boxFor } from '../sandbox/support.js';
import { envOf, linesOf, spawned, start } from './support.js';

describe('the program', () => {
  const box = boxFor();

  it('prints a list and exits 0', async () => {
    const { code, out } = await spawned(['list', 'openai.users'], envOf(box()));
    expect(code).to.equal(0);
    expect(linesOf(out)).to.have.length(box().control.counts().openai.users);
  });

  it('exits 1 with nothing on stdout where it is used wrongly', async () => {
    expect(await spawned(['list', 'nothing'])).to.include({ code: 1, out: '' });
  });

  for (const args of [
    ['list', 'keygen.users', '--page-size', '1'],
    ['watch', '--once'],
  ]) {
    it(`ends with 0 when nobody reads on: ${args.join(' ')}`, async () => {
      const child = start(args, envOf(box()));
      let err = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
      child.stdout?.once('data', () => child.stdout?.destroy());
      const [code] = (await once(child, 'close')) as [number];
      expect(code).to.equal(0);
      expect(err).to.equal('');
    });
  }

  for (const { signal, code } of [
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
  ] as const) {
    it(`ends with ${String(code)} on ${signal}, its sandbox closed`, async () => {
      const child = start(['watch', '--sandbox', '--format', 'ndjson']);
      child.stdout?.once('data', () => child.kill(signal));
      expect(await once(child, 'close')).to.deep.equal([code, null]);
    });
  }
});

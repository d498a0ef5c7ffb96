import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { build } from '../../scripts/lib/build.mjs';

describe('the build before npm start', () => {
  const built = async (
    isBuilt: boolean,
    code: number,
  ): Promise<{ code: number; steps: readonly string[] }> => {
    const steps: string[] = [];
    const found = await build({
      root: '/root',
      write: (text: string) => steps.push(text),
      isBuilt: () => isBuilt,
      assemble: () => {
        steps.push('the package');
        return Promise.resolve();
      },
      execute: () => {
        steps.push('the compiler');
        return Promise.resolve({ code, stdout: '', output: code === 0 ? '' : 'error TS1' });
      },
    });
    return { code: found, steps };
  };

  it('says what it does before it begins, and how long the first one takes', async () => {
    expect(await built(false, 0)).to.deep.equal({
      code: 0,
      steps: [
        'headwater: building; the first time this takes about half a minute …\n',
        'the compiler',
        'the package',
        'headwater: built\n',
      ],
    });
    expect((await built(true, 0)).steps[0]).to.equal('headwater: building what has changed …\n');
  });

  it('shows what the compiler says, and fails, where it does', async () => {
    const { code, steps } = await built(true, 2);
    expect(code).to.equal(1);
    expect(steps.at(-1)).to.equal('error TS1\nheadwater: the build failed\n');
  });

  it('is what npm start runs first', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts['prestart']).to.equal('node scripts/build.mjs');
  });
});

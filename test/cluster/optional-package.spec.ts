import { expect } from 'chai';
import { optionalPackage } from '../../src/cluster/optional-package.js';
import { ConfigError } from '../../src/http/errors.js';

const failing = (error: Error) => (): Promise<never> => Promise.reject(error);

describe('a package that only a part of the cluster needs', () => {
  it('is what was loaded', async () => {
    expect(await optionalPackage('left-pad', () => Promise.resolve(7))).to.equal(7);
  });

  it('is named where it is not installed', async () => {
    const missing = ['@headwater', 'none'].join('/');
    const error: unknown = await optionalPackage(missing, () => import(missing)).catch(
      (cause: unknown) => cause,
    );
    expect(error).to.be.instanceOf(ConfigError);
    expect(error).to.include({ code: 'config-package-missing' });
    expect((error as ConfigError).message).to.include(missing);
  });

  it('that breaks as it is loaded fails with its own error', async () => {
    const broken = new Error('broken');
    const error: unknown = await optionalPackage('left-pad', failing(broken)).catch(
      (cause: unknown) => cause,
    );
    expect(error).to.equal(broken);
  });
});

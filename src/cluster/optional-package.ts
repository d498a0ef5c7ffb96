import { ConfigError } from '../http/errors.js';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';

/**
 * Resolves to a package that is needed only by a part of the cluster: who uses another part need not install it.
 *
 * @throws it rejects with a ConfigError that names the package where it is not installed
 */
export const optionalPackage = async <T>(name: string, load: () => Promise<T>): Promise<T> => {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new ConfigError({
      code: 'config-package-missing',
      message: `the package ${name} is not installed`,
      advice: `Add it: \`npm install ${name}\`.`,
    });
  }
};

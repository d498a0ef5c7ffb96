import { installCopy, tally } from './consumers.mjs';
import { ensureChromium } from './chromium.mjs';
import { cleanEnv, run } from './run.mjs';

/** Two bundles and some thirty walks take half a minute. */
const CHECK_MS = 600_000;

/** Bundles the tarball as users do, opens it in a headless Chromium, and counts the checks of `test/browser`. */
export const checkBrowser = async ({ root, temp, tarball }) => {
  const [chromium, { folder, fault }] = await Promise.all([
    ensureChromium(),
    installCopy({ root, temp, tarball }, 'test/browser'),
  ]);
  if (fault !== undefined)
    return { passed: 0, failed: 1, output: `test/browser cannot be installed\n${fault}` };
  const env = cleanEnv({ CHROMIUM: chromium });
  const checked = tally(
    await run(process.execPath, ['check.mjs'], { cwd: folder, env, timeoutMs: CHECK_MS }),
  );
  return checked.failed === 0 ? { ...checked, output: '' } : checked;
};

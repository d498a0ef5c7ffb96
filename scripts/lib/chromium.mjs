import { ensureProgram } from './programs.mjs';

/** @type {import('./programs.mjs').Program} */
export const CHROMIUM = {
  variable: 'CHROMIUM',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  debian: 'chromium',
  help: 'The browser step needs Chromium: install it (Debian: `apt-get install chromium`), or set CHROMIUM to the path of a Chromium or Chrome.',
};

/** Resolves to the path of a Chromium, which is installed where it is missing and can be. */
export const ensureChromium = () => ensureProgram(CHROMIUM);

import { fileURLToPath } from 'node:url';
import { after, afterEach } from 'mocha';
import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NEVER_MS } from '../../support/patience.js';
import { launch } from './chromium.js';

/** What was built. */
export const PAGE = fileURLToPath(new URL('../../../dist/page', import.meta.url));

let browser: Promise<Browser> | undefined;
const contexts = new Set<BrowserContext>();
const problems: string[] = [];

// One browser for all files, a context for each page: a start of Chromium takes seconds.
after(async () => {
  await (await browser)?.close();
  browser = undefined;
});

interface Look {
  readonly path?: string;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Errors of the console that are expected, such as those of a connection that is refused. */
  readonly mayFail?: RegExp;
  /** Runs in the page before anything of its own does. */
  readonly before?: string;
}

/** Opens the page of a gateway; what the console, the policy or an exception has to say is kept for {@link tidied}. */
export const open = async (
  url: string,
  { path = '/', theme = 'light', width = 1280, height = 900, mayFail, before }: Look = {},
): Promise<Page> => {
  browser ??= launch();
  const context = await (
    await browser
  ).newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Tokyo',
    acceptDownloads: true,
  });
  contexts.add(context);
  if (before !== undefined) await context.addInitScript({ content: before });
  const page = await context.newPage();
  page.setDefaultTimeout(NEVER_MS);
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && mayFail?.test(text) !== true) problems.push(text);
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.origin !== new URL(url).origin && !/^(data|blob):$/.test(asked.protocol))
      problems.push(`asked for ${asked.href}`);
  });
  await page.goto(new URL(path, url).href);
  return page;
};

/** Looks at something else without loading the page again, as the back button does. */
export const go = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);

/**
 * Fails each test in which a page has complained, and closes what was opened: behind each test, or behind the last one of those
 * that share a page. Called in `describe`.
 */
export const tidied = (when: 'each' | 'last' = 'each'): void => {
  const close = async (): Promise<void> => {
    for (const context of contexts) await context.close();
    contexts.clear();
  };
  afterEach(async () => {
    if (when === 'each') await close();
    expect(problems.splice(0)).to.deep.equal([]);
  });
  after(async () => {
    if (when === 'last') await close();
  });
};

/** Waits until something is so, however slow the machine is; fails with the last reason why it was not. */
export const soon = async (assertion: () => unknown, ms = NEVER_MS): Promise<void> => {
  const end = performance.now() + ms;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};

/** The text of what a selector finds, on one line. */
export const textOf = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).replaceAll(/\s+/g, ' ').trim();

/** The texts of all that a selector finds. */
export const textsOf = async (page: Page, selector: string): Promise<readonly string[]> =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());

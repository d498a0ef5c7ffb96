import { NoResponseError } from './transport.js';

/** As much of a page, or of a worker, as is read here. */
export interface Page {
  readonly location?: { readonly origin: string; readonly protocol: string } | undefined;
  readonly navigator?: { readonly onLine?: boolean } | undefined;
}

/** Hosts that a page over https may ask over http. */
const LOOPBACK = /^(?:(?:.*\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

const isMixed = (page: Required<Page>['location'], { protocol, hostname }: URL): boolean =>
  page?.protocol === 'https:' && protocol === 'http:' && !LOOPBACK.test(hostname);

/** What may have stopped a request, the surest first. */
const causesOf = ({ location, navigator }: Page, url: URL): readonly string[] => [
  ...(navigator?.onLine === false ? ['this device is offline'] : []),
  ...(isMixed(location, url) ? ['a page over https may not ask an http address (mixed content)'] : []),
  ...(location?.origin === url.origin
    ? []
    : [`the server does not allow the origin ${location?.origin ?? ''} (CORS)`]),
  'an extension such as an ad blocker stopped it',
  'the server cannot be reached',
];

/** A browser has a page or a worker with an address; Node.js, Bun, and workers at the edge have not. */
const isBrowser = ({ location }: Page): boolean =>
  typeof location?.origin === 'string' && typeof location.protocol === 'string';

/**
 * Returns what a fetch failed with. A browser hides why from the page, so what it may have been becomes the advice of a
 * {@link NoResponseError}.
 *
 * @param page the global object of the platform.
 */
export const inBrowser = (error: unknown, url: string, page: Page = globalThis): unknown => {
  const isHidden = error instanceof Error && error.name === 'TypeError' && error.cause === undefined;
  if (!isHidden || !isBrowser(page)) return error;
  return new NoResponseError({
    code: 'network-browser',
    message: 'the browser gave no response and no cause',
    advice: `See the console of the browser. Perhaps ${causesOf(page, new URL(url)).join(', or ')}. Call an API that allows no browser from a server of yours.`,
    retryable: true,
    cause: error,
  });
};

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { TOKEN_PREFIX } from '../../monitor/connect/protocol.js';

/** The name of the cookie that may carry the token. */
const COOKIE = 'headwater-token';

const urlOf = (text: string): URL | undefined => {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
};

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** The name of a host without its port; undefined where it is none. */
export const hostnameOf = (host: string | undefined): string | undefined => {
  // A URL takes more for a host, some of which has a meaning in the policy of the page.
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return undefined;
  const url = urlOf(`http://${host}`);
  return url === undefined ? undefined : bare(url.hostname);
};

/** Whether an address leads to this machine only. */
export const isLoopback = (address: string | undefined): boolean =>
  address !== undefined &&
  /^(?:localhost|::1|(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/.test(bare(address).toLowerCase());

/**
 * Whether a request was meant for this server. A page of an attacker reaches it by a name of the attacker's that leads here
 * (DNS rebinding); never by an address.
 */
export const isHostAllowed = (host: string | undefined, names: readonly string[]): boolean => {
  const name = hostnameOf(host);
  if (name === undefined) return false;
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0 || names.includes(name);
};

/** Whether a page of an origin may connect. Programs that are no browsers send none. */
export const isOriginAllowed = (
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean => {
  if (origin === undefined) return true;
  const url = urlOf(origin);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return allowed.includes(origin);
  return url.host === hostOf(url, host) || allowed.includes(url.origin);
};

/** The host of a request as a URL of a scheme spells it: without the port that goes without saying. */
const hostOf = ({ protocol }: URL, host: string | undefined): string | undefined =>
  host === undefined ? undefined : urlOf(`${protocol}//${host}`)?.host;

/** Origins as browsers spell them. @throws RangeError where one is none */
export const originsOf = (allowed: readonly string[]): readonly string[] =>
  allowed.map((text) => {
    const url = urlOf(text);
    if (url === undefined || url.origin === 'null')
      throw new RangeError(
        `allowedOrigins must hold origins such as 'https://monitor.example.com', got '${text.slice(0, 100)}'`,
      );
    return url.origin;
  });

/** Whether two texts are the same, in a time that says nothing of either. */
const isSame = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

const BEARER = 'bearer ';

const bearerOf = ({ authorization = '' }: IncomingHttpHeaders): readonly string[] =>
  authorization.slice(0, BEARER.length).toLowerCase() === BEARER
    ? [authorization.slice(BEARER.length).trim()]
    : [];

/** Node reads a header byte by byte; most programs write what is beyond ASCII in UTF-8. */
const readings = (text: string): readonly string[] => [text, Buffer.from(text, 'latin1').toString()];

const cookiesOf = ({ cookie = '' }: IncomingHttpHeaders): readonly string[] =>
  cookie
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${COOKIE}=`))
    .map((pair) => decoded(pair.slice(COOKIE.length + 1)));

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const protocolsOf = (headers: IncomingHttpHeaders): readonly string[] =>
  (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name.startsWith(TOKEN_PREFIX))
    .map((name) => Buffer.from(name.slice(TOKEN_PREFIX.length), 'base64url').toString());

/** Whether a request carries a token: as a header, in a cookie, or as a subprotocol. */
export const carriesToken = (headers: IncomingHttpHeaders, token: string): boolean => {
  const sent = [...bearerOf(headers), ...cookiesOf(headers)].flatMap(readings);
  return [...sent, ...protocolsOf(headers)].map((each) => isSame(each, token)).some(Boolean);
};

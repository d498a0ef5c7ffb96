import type { IncomingMessage } from 'node:http';
import type { Scope } from '../../monitor/queries.js';
import { carriesToken, isHostAllowed, isLoopback, isOriginAllowed } from './guard.js';

/** Who may see what. */
export interface AccessOptions {
  /** A text that clients must send: `Authorization: Bearer`, the cookie `headwater-token`, or a subprotocol. */
  readonly token?: string | undefined;
  /**
   * Decides on each client: `true` lets it see everything, a scope what is within, anything else nothing. What it throws
   * refuses the client. Where there is a `token` too, both are needed.
   */
  readonly authorize?:
    | ((request: IncomingMessage) => boolean | Scope | undefined | Promise<boolean | Scope | undefined>)
    | undefined;
  /** Origins of pages, beside that of the server itself, that may connect: `https://monitor.example.com`. Default none. */
  readonly allowedOrigins?: readonly string[] | undefined;
}

/** What has been decided on a request. */
export type Admission =
  | { readonly type: 'admitted'; readonly scope: Scope | undefined }
  /** Meant for another server, or from a page that may not. */
  | { readonly type: 'misdirected'; readonly message: string }
  | { readonly type: 'refused' };

/** What a door lets in. */
export interface Door extends AccessOptions {
  readonly allowedOrigins: readonly string[];
  /** Names under which the server is known; undefined where whoever asks for it by another name is let in too. */
  readonly names: readonly string[] | undefined;
}

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** A scope that a program made: what is none lets nothing through. */
const isScope = (value: unknown): value is Scope => {
  if (typeof value !== 'object' || value === null) return false;
  const { projects, owner } = value as Readonly<Record<string, unknown>>;
  const isKnown = (projects ?? owner) !== undefined;
  return (
    isKnown &&
    (projects === undefined || isTexts(projects)) &&
    (owner === undefined || typeof owner === 'string')
  );
};

/** Whether a request was meant for this server and comes from a page that may ask; says what is wrong else. */
export const misdirection = (door: Door, { headers, socket }: IncomingMessage): string | undefined => {
  const { token, authorize, names, allowedOrigins } = door;
  const isOpen = token === undefined && authorize === undefined;
  if (isOpen && !isLoopback(socket.localAddress))
    return 'Without a token or authorize only programs on the same machine may connect.';
  if ((isOpen || names !== undefined) && !isHostAllowed(headers.host, names ?? []))
    return 'The Host of the request is not a name of this server: add its origin to allowedOrigins.';
  if (!isOriginAllowed(headers.origin, headers.host, allowedOrigins))
    return 'Pages of this Origin may not connect: add it to allowedOrigins.';
  return undefined;
};

/** Decides on a request. */
export const admit = async (door: Door, request: IncomingMessage): Promise<Admission> => {
  const message = misdirection(door, request);
  if (message !== undefined) return { type: 'misdirected', message };
  if (door.token !== undefined && !carriesToken(request.headers, door.token)) return { type: 'refused' };
  if (door.authorize === undefined) return { type: 'admitted', scope: undefined };
  try {
    const answer: unknown = await door.authorize(request);
    if (answer === true) return { type: 'admitted', scope: undefined };
    return isScope(answer) ? { type: 'admitted', scope: answer } : { type: 'refused' };
  } catch {
    return { type: 'refused' };
  }
};

/** Host names of origins. */
export const namesOf = (origins: readonly string[]): readonly string[] =>
  origins.map((origin) => new URL(origin).hostname);

import type { IncomingMessage } from 'node:http';
import {
  catchError,
  defer,
  firstValueFrom,
  fromEvent,
  map,
  merge,
  of,
  timer,
  type SchedulerLike,
} from 'rxjs';
import { copyOfScope, type Scope } from '../../monitor/queries.js';
import { carriesToken, isHostAllowed, isLoopback, isOriginAllowed } from './guard.js';

/** Who may see what. */
export interface AccessOptions {
  /** A text that clients must send: `Authorization: Bearer`, the cookie `headwater-token`, or a subprotocol. */
  readonly token?: string | undefined;
  /**
   * Decides on each client: `true` lets it see everything, a scope what is within, anything else nothing. What it throws
   * refuses the client, and so does no answer within 10 s. Where there is a `token` too, both are needed.
   */
  readonly authorize?:
    | ((request: IncomingMessage) => boolean | Scope | undefined | Promise<boolean | Scope | undefined>)
    | undefined;
  /** Origins of pages, beside that of the server itself, that may connect: `https://monitor.example.com`. Default none. */
  readonly allowedOrigins?: readonly string[] | undefined;
}

/** What has been decided on a request. */
type Admission =
  | { readonly type: 'admitted'; readonly scope: Scope | undefined }
  /** Meant for another server, or from a page that may not. */
  | { readonly type: 'misdirected'; readonly message: string }
  | { readonly type: 'refused' }
  /** `authorize` took too long, or the client left meanwhile. */
  | { readonly type: 'undecided' };

/** How long it may take to decide on a client. */
const DECISION_MS = 10_000;

/** What a door lets in. */
export interface Door extends AccessOptions {
  readonly allowedOrigins: readonly string[];
  /** Names under which the server is known; undefined where requests for other names are admitted, too. */
  readonly names: readonly string[] | undefined;
}

/** An id, alone or with its source. */
const isNamed = (value: unknown): boolean => {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null) return false;
  const { source, id } = value as Readonly<Record<string, unknown>>;
  return typeof source === 'string' && typeof id === 'string';
};

/** A scope that a program made: what is none lets nothing through. */
const isScope = (value: unknown): value is Scope => {
  if (typeof value !== 'object' || value === null) return false;
  const { projects, owner } = value as Readonly<Record<string, unknown>>;
  const isKnown = (projects ?? owner) !== undefined;
  return (
    isKnown &&
    (projects === undefined || (Array.isArray(projects) && projects.every(isNamed))) &&
    (owner === undefined || isNamed(owner))
  );
};

/** Whether a request was meant for this server and comes from a page that may ask; says what is wrong else. */
export const misdirection = (door: Door, { headers, socket }: IncomingMessage): string | undefined => {
  const { token, authorize, names, allowedOrigins } = door;
  const isOpen = token === undefined && authorize === undefined;
  if (isOpen && !isLoopback(socket.localAddress))
    return 'Without a token or authorize only programs on the same machine may connect.';
  if ((isOpen || names !== undefined) && !isHostAllowed(headers.host, names ?? []))
    return 'The Host of the request is not a name of this server: add its origin to allowedOrigins (--allow-origin).';
  if (!isOriginAllowed(headers.origin, headers.host, allowedOrigins))
    return 'Pages of this Origin may not connect: add it to allowedOrigins (--allow-origin).';
  return undefined;
};

/** What the answer of `authorize` means. */
const judged = (answer: unknown): Admission => {
  if (answer === true) return { type: 'admitted', scope: undefined };
  return isScope(answer) ? { type: 'admitted', scope: copyOfScope(answer) } : { type: 'refused' };
};

/** Decides on a request. */
export const admit = async (
  door: Door,
  request: IncomingMessage,
  scheduler: SchedulerLike,
): Promise<Admission> => {
  const { token, authorize } = door;
  const message = misdirection(door, request);
  if (message !== undefined) return { type: 'misdirected', message };
  if (token !== undefined && !carriesToken(request.headers, token)) return { type: 'refused' };
  if (authorize === undefined) return { type: 'admitted', scope: undefined };
  const decided$ = defer(async (): Promise<unknown> => authorize(request)).pipe(
    map(judged),
    catchError(() => of<Admission>({ type: 'refused' })),
  );
  const undecided: Admission = { type: 'undecided' };
  const over$ = merge(timer(DECISION_MS, scheduler), fromEvent(request.socket, 'close'));
  return firstValueFrom(merge(decided$, over$.pipe(map(() => undecided))), { defaultValue: undecided });
};

/** Host names of origins. */
export const namesOf = (origins: readonly string[]): readonly string[] =>
  origins.map((origin) => new URL(origin).hostname);

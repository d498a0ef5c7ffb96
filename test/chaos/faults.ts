import type { Fault, Scenario } from './scenario.js';

/** Faults of one attempt: the page itself is whole, and comes when it is asked for often enough. */
export const TRANSIENT = [
  'rateLimit',
  'serverError',
  'unavailable',
  'network',
  'leakyNetwork',
  'reset',
  'truncated',
  'invalidJson',
  'emptyBody',
  'silent',
  'stall',
] as const;

/** Faults of what the server says: asking again gives the same. */
const LASTING = [
  'html',
  'notFound',
  'echo',
  'redirect',
  'noRetry',
  'longWait',
  'refusal',
  'noEnvelope',
  'huge',
  'deep',
  'drift',
  'empty',
  'repeatedCursor',
  'repeatedPage',
  'missingCursor',
  'foreignNext',
  'leakingCursor',
  'proto',
  'slow',
] as const;

export const FAULTS = [...TRANSIENT, ...LASTING] as const;
export type FaultKind = (typeof FAULTS)[number];

/** How a server may say how long to wait. */
export type WaitForm =
  'none' | 'seconds' | 'fraction' | 'httpDate' | 'isoDate' | 'epoch' | 'epochMs' | 'ms' | 'duration';

const isTransient = (kind: FaultKind): boolean => (TRANSIENT as readonly string[]).includes(kind);

/** What stands in the way of one attempt at a page, if anything does. */
export const transientAt = ({ faults }: Scenario, page: number): Fault | undefined =>
  faults.find((fault) => fault.page === page && isTransient(fault.kind));

/** What is wrong with a page itself, if anything is; the first fault of several counts. */
export const lastingAt = ({ faults }: Scenario, page: number): Fault | undefined =>
  faults.find(
    ({ kind, page: first, times }) =>
      !isTransient(kind) && page >= first && page < first + (kind === 'empty' ? times : 1),
  );

/** The wait of a fault as headers, and what it comes to in milliseconds on a clock that shows `nowMs`. */
export const waitHeaders = (
  { waitForm, amount }: Fault,
  nowMs: number,
): { readonly headers: Readonly<Record<string, string>>; readonly waitMs: number | undefined } => {
  const after = (value: string, waitMs: number) => ({ headers: { 'retry-after': value }, waitMs });
  const until = Math.floor(nowMs / 1000) * 1000 + amount * 1000;
  const left = Math.max(0, until - nowMs);
  switch (waitForm) {
    case 'none':
      return { headers: {}, waitMs: undefined };
    case 'seconds':
      return after(String(amount), amount * 1000);
    case 'fraction':
      return after(`${String(amount)}.25`, amount * 1000 + 250);
    case 'httpDate':
      return after(new Date(until).toUTCString(), left);
    case 'isoDate':
      return after(new Date(until).toISOString(), left);
    case 'epoch':
      return after(String(until / 1000), left);
    case 'epochMs':
      return after(String(until), left);
    case 'ms':
      return {
        headers: { 'retry-after-ms': String(amount * 100 + 7), 'retry-after': '3600' },
        waitMs: amount * 100 + 7,
      };
    case 'duration':
      return after(`0m${String(amount)}s`, amount * 1000);
  }
};

/** Tags and details with which a walk may fail at a page: `HttpError`, `PagingError loop` … */
export const MAX_WAIT_MS = 10_000;

const ERRORS: Readonly<Record<FaultKind, readonly string[]>> = {
  rateLimit: ['RateLimitError'],
  serverError: ['HttpError'],
  unavailable: ['HttpError'],
  network: ['NetworkError'],
  leakyNetwork: ['NetworkError'],
  reset: ['NetworkError'],
  truncated: ['DecodeError text'],
  invalidJson: ['DecodeError text'],
  emptyBody: ['DecodeError text'],
  silent: ['TimeoutError timeout-response'],
  stall: ['TimeoutError timeout-stall'],
  html: ['DecodeError text'],
  notFound: ['HttpError'],
  echo: ['HttpError'],
  redirect: ['HttpError'],
  noRetry: ['RateLimitError'],
  longWait: ['RateLimitError', 'HttpError'],
  refusal: ['HttpError'],
  noEnvelope: ['DecodeError envelope'],
  huge: ['DecodeError text'],
  deep: ['DecodeError text'],
  drift: ['DecodeError item'],
  empty: ['PagingError paging-too-many-empty-pages'],
  repeatedCursor: ['PagingError paging-loop'],
  repeatedPage: ['PagingError paging-repeated-page'],
  missingCursor: ['PagingError paging-missing-cursor'],
  foreignNext: ['PagingError paging-foreign-link'],
  leakingCursor: ['PagingError paging-credential'],
  proto: [],
  slow: [],
};

/** The errors that fit a kind of fault. */
export const errorsOf = (kind: FaultKind): readonly string[] => ERRORS[kind];

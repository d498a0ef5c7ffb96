import type { ProviderName } from '../providers/names.js';
import type { ListNames } from './list-names.js';

export type { ListNames };

/** The providers that the sandbox serves. */
export type ProviderId = ProviderName;

/** Options of `startSandbox`; every one of them may be left out. */
export interface SandboxOptions {
  /** Seed of the data set; the same seed gives the same data on any machine. Default 7. */
  readonly seed?: number;
  /** Port of the (first) server; 0 takes a free one. With `layout: 'ports'` the others follow it. Default 0. */
  readonly port?: number;
  /** One port with the prefixes /openai, /keywordsai, /keygen and /cobo, or one port for each. Default `prefixes`. */
  readonly layout?: 'prefixes' | 'ports';
  /** Where the sandbox clock starts. Default 2026-01-15T12:00:00Z, so that figures are the same every time. */
  readonly now?: Date;
  /** Tick on a real timer, every so many milliseconds. Default: none, only `control.tick` moves the clock. */
  readonly tickMs?: number;
  /** How many seconds one tick moves the sandbox clock. Default 60. */
  readonly tickSeconds?: number;
  /**
   * Whether request limits are enforced, by real time: Keywords AI's documented 60 a minute, and for Keygen 600 in 30 s,
   * a figure of ours because the vendor's is not published. OpenAI and Cobo document none. Default true.
   */
  readonly rateLimits?: boolean;
  /**
   * Multiplies the list sizes, 0 < scale. Default 1. Small scales keep these minima, so that rules about pages still show:
   * 25 items in every list, but for 6 projects, of which one has more than 100 keys and one has none.
   */
  readonly scale?: number;
  /** Whether the listening servers let the process end. Default false: they keep it alive until `close()`. */
  readonly unref?: boolean;
  /** The shape of Keywords AI's temporary keys, which is documented twice: the usual envelope, or a bare array. Default `envelope`. */
  readonly temporaryKeys?: 'envelope' | 'array';
  /**
   * Whether web pages of any origin may ask the providers and read each header of their replies: preflights are answered,
   * without being logged, limited or struck by a fault. The control is never open to them. Default false, as a vendor
   * that is not made for browsers.
   */
  readonly cors?: boolean;
  /**
   * Whether what a monitor should notice happens, by the sandbox clock: see `control.incidents`. Default false: nothing goes wrong
   * that was not asked for.
   */
  readonly incidents?: boolean;
  /** How OpenAI's `amount.value` is written: a number, or the long decimal string that some deployments see. Default `number`. */
  readonly amounts?: 'number' | 'string';
}

/** How a 429 announces its wait to the client. */
export type RateLimitForm =
  | 'retry-after-seconds'
  | 'retry-after-fraction'
  | 'retry-after-date'
  | 'retry-after-ms'
  | 'reset-seconds'
  | 'reset-epoch'
  | 'reset-epoch-ms'
  | 'reset-duration'
  | 'reset-iso'
  | 'body'
  | 'none';

/** One way in which a reply goes wrong. */
export type Fault =
  /** The reply comes so many milliseconds later. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** A 429 that announces its wait of so many seconds in one form. */
  | { readonly kind: 'rate-limit'; readonly form: RateLimitForm; readonly seconds: number }
  /** Another status; without a body, the provider's own error body. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The socket is destroyed; without `afterBytes` half of the body has been sent. */
  | { readonly kind: 'reset'; readonly afterBytes?: number }
  /** A complete reply whose JSON stops half way. */
  | { readonly kind: 'truncated-json' }
  /** A complete reply that is no JSON. */
  | { readonly kind: 'invalid-json' }
  /** A 200 with a page of HTML, as a proxy would send. */
  | { readonly kind: 'html' }
  /** A 200 without a body. */
  | { readonly kind: 'empty-body' }
  /** So many bytes are sent and then nothing more, with the socket open. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  /** A 302 to another address. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** The cursor for the next page is the one this page was asked with; the rule waits for a request that has a cursor. */
  | { readonly kind: 'repeat-cursor' }
  /**
   * The good reply before, of the same walk, once more; the rule waits until there is one. A walk is a path with its
   * parameters and body, but for the position (cursor, page number, offset): walks side by side that ask for the same
   * things count as one, walks that ask for different things do not get each other's pages.
   */
  | { readonly kind: 'repeat-page' }
  /** `has_more: true` without any cursor. */
  | { readonly kind: 'has-more-without-cursor' }
  /** The next link or cursor names another origin. */
  | { readonly kind: 'foreign-next'; readonly origin: string }
  /** No items, and everything else kept: the items of this page are lost to the walk, those of the next are not. */
  | { readonly kind: 'empty-page-with-cursor' }
  /** The items of the page change their shape; paths are dotted (`owner.user.email`). */
  | Drift
  /** One more item appears at the head of the list just before the answer. */
  | { readonly kind: 'insert' }
  /** One item disappears just before the answer: the one the cursor of this request names, else the first. */
  | { readonly kind: 'remove' }
  /** A 200 whose body says `success: false` (Cobo). */
  | { readonly kind: 'success-false' }
  /** Another count than the true one, wherever the provider gives one. */
  | { readonly kind: 'lying-count'; readonly count: number }
  /** The next link is left out, or is the text "null". */
  | { readonly kind: 'no-next'; readonly form: 'absent' | 'string-null' };

/** A change of shape in the items of a page. */
export interface Drift {
  readonly kind: 'drift';
  /** From dotted path to the new last name. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Dotted paths that go away. */
  readonly drop?: readonly string[];
  /** From dotted path to the value that is added. */
  readonly add?: Readonly<Record<string, unknown>>;
  /** From dotted path to the type its value is converted to. */
  readonly retype?: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object'>>;
}

/** The name of each fault. */
export type FaultKind = Fault['kind'];

/** Which requests a fault strikes, and how often. */
export interface FaultRule {
  /** Only this provider; absent: any. */
  readonly provider?: ProviderId;
  /** Only paths (without query) that hold this text or match this expression; absent: any. */
  readonly path?: string | RegExp;
  /** Only this method; absent: any. */
  readonly method?: string;
  /** So many matching requests pass unharmed first. Default 0. */
  readonly skip?: number;
  /** How many matching requests are struck; `Infinity` for all. Default 1. */
  readonly times?: number;
  /** What goes wrong. */
  readonly fault: Fault;
}

/** A rule that was added. */
export interface FaultHandle {
  /** Its id. */
  readonly id: string;
  /** How many requests it has struck. */
  readonly hits: number;
  /** Takes the rule out. */
  remove(): void;
}

/** The faults in force. */
export interface Faults {
  /** Puts a rule in force. Throws a RangeError, naming the member, for a rule that cannot be applied. */
  add(rule: FaultRule): FaultHandle;
  /** Takes one rule out by its id; false where there is none. */
  remove(id: string): boolean;
  /** Takes every rule out. */
  clear(): void;
  /** Returns the rules in force. */
  list(): readonly (FaultRule & { readonly id: string; readonly hits: number })[];
}

/** One request that the sandbox saw. */
export interface RequestRecord {
  /** Which provider was asked. */
  readonly provider: ProviderId;
  /** The method. */
  readonly method: string;
  /** The provider's own path, without the sandbox prefix and the query. */
  readonly path: string;
  /** Names and values as they arrived, decoded, in their order. */
  readonly query: readonly (readonly [string, string])[];
  /** The headers by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The status sent; 0 while none has been. */
  readonly status: number;
  /** Milliseconds of real time since the sandbox started. */
  readonly at: number;
  /** Whether the client went away before the reply was complete. */
  readonly aborted: boolean;
}

/** What each list holds now. */
export type Counts = { readonly [P in ProviderId]: Readonly<Record<ListNames[P], number>> };

/** An item as it goes over the wire. */
export type WireItem = Readonly<Record<string, unknown>>;

/** What can happen by the script. */
export type IncidentId =
  'never-used' | 'expiring' | 'owner-gone' | 'in-two-lists' | 'spike' | 'rate-limit' | 'refused' | 'drift';

/** Something that happens by the script. */
export interface Incident {
  /** What it is. */
  readonly id: IncidentId;
  /** Whose data it is in. */
  readonly provider: ProviderId;
  /** In plain words. */
  readonly what: string;
  /** `absent`: the data, at so small a scale, has nothing that it could be about. */
  readonly state: 'ahead' | 'open' | 'over' | 'absent';
  /** When it begins, by the sandbox clock. */
  readonly at: Date;
  /** Absent: it never ends. */
  readonly until?: Date;
  /** The id of the credential that it is about. */
  readonly subject?: string;
}

/** What the figures of a provider can be summed up by. */
export type SpendBy = 'key' | 'principal' | 'project' | 'model';

/** What was spent by one key, principal, project or model. */
export interface SpendSum {
  /** Null where it is of none. */
  readonly id: string | null;
  /** Dollars, exact, without trailing zeros. */
  readonly amount: string;
  /** How many requests were made. */
  readonly requests: number;
}

/** Drives a sandbox: its clock, its data, its faults; and reports what it saw. */
export interface Control {
  /** Moves the clock n ticks on (a whole number, default 1; else a RangeError); each brings usage, one new credential, one removed, and now and then a surprise. */
  tick(n?: number): void;
  /** The sandbox clock. */
  now(): Date;
  /** Returns how many items each list has. */
  counts(): Counts;
  /** The last 10,000 requests, oldest first. */
  requests(): readonly RequestRecord[];
  /** Forgets the requests that it saw. */
  clearRequests(): void;
  /** The faults in force. */
  readonly faults: Faults;
  /**
   * What happens by the script, with `incidents: true`: from the start a key that was never used, one that expires in six days, one
   * whose owner left and one in two lists; a spike in minute 3 of the sandbox clock, a 429 in 5, a refused credential in 8, a change
   * of the API in 10. Else nothing.
   */
  incidents(): readonly Incident[];
  /**
   * What was spent in a range of time (the end is not part of it), summed up from the data itself and not from what the lists
   * show: OpenAI's costs, the requests that Keywords AI logged; nothing for the others, which cost nothing. Without what
   * spent nothing.
   */
  spend(
    provider: ProviderId,
    by: SpendBy,
    range: { readonly from: Date; readonly to: Date },
  ): readonly SpendSum[];
  /** Adds one item to a list, under a parent (project, policy, wallet id …) where the list has one; returns its id. Throws without such a parent. */
  insert<P extends ProviderId>(provider: P, list: ListNames[P], parent?: string): string;
  /** Takes one item out of a list (the first, unless an id is given) and returns its id; undefined where there is none. */
  remove<P extends ProviderId>(provider: P, list: ListNames[P], id?: string): string | undefined;
  /** The items of a list as the wire shows them, in the list's own order. */
  items<P extends ProviderId>(provider: P, list: ListNames[P]): readonly WireItem[];
}

import type { Source } from '../monitor/source/index.js';
import type { Client, ClientOptions } from '../walk/index.js';

/** The providers, in the order in which they are shown. */
export const PROVIDERS = ['openai', 'keywordsai', 'keygen', 'cobo'] as const;

/** One of the providers. */
export type ProviderName = (typeof PROVIDERS)[number];

/** What the source of an account may rest on. */
interface SourceContext {
  /** Whether an option of the client is given. */
  readonly has: (option: string) => boolean;
  /** How far back logs are read at first, in milliseconds; undefined: as far as the source does by itself. */
  readonly firstSpanMs: number | undefined;
}

/** The source of an account, or why there is none; both in words that name the variable that is missing. */
export type SourceOutcome =
  | { readonly source: Source; readonly lacking?: string | undefined }
  | { readonly source?: undefined; readonly leftOut: string };

/**
 * What programs above the providers have to know of each: the command line, the generated pages, the page of the monitor. It
 * loads nothing of the provider: a user without an account there does not wait for its files.
 */
export interface Description<O extends ClientOptions, C extends { readonly client: Client }> {
  /** What the provider is called on pages. */
  readonly title: string;
  /** The environment variables that options of the client are read from. */
  readonly settings: { readonly baseUrl: string } & { readonly [K in keyof O]?: string };
  /** The options that are credentials: one of them is enough for some of its endpoints. */
  readonly credentials: readonly (keyof O & string)[];
  /** Which variables to set, and for what, where no provider is set at all. */
  readonly setUp: { readonly variables: string; readonly note?: string };
  /** What a credential is called, and the vendor's own page on it. */
  readonly credential: { readonly noun: string; readonly docs?: string };
  /** By the endpoint: what is not known without it. Default: what the endpoint says of itself. */
  readonly dark?: Readonly<Record<string, string>>;
  /** The variable that is missing where the others say half of what is needed, and what to set it to. */
  readonly lacks?: (options: O) => { readonly variable: string; readonly setTo: string } | undefined;
  /** The factory. */
  readonly client: (options: O) => Promise<C>;
  /** The source of a monitor. */
  readonly source: (client: C, context: SourceContext) => Promise<SourceOutcome>;
  /** The tree of its lists. */
  readonly lists: () => Promise<object>;
}

/** Returns a description, with the types of its client. */
export const describeProvider = <O extends ClientOptions, C extends { readonly client: Client }>(
  description: Description<O, C>,
): Description<O, C> => description;

import type { Window } from '../../monitor/index.js';
import type { ProviderName } from '../../providers/names.js';
import type { Io } from '../io.js';
import type { PickFeed } from '../monitor/feeds.js';
import { lookOnce, type Look } from '../monitor/look.js';
import type { Format } from '../output/formats.js';

/** What a command was asked for that reads accounts once and prints what was found. */
export interface LookRequest {
  readonly window: Window;
  readonly format: Format;
  readonly sandbox: boolean;
  /** Of the data of the sandbox. */
  readonly scale?: number | undefined;
  readonly provider?: ProviderName | undefined;
  /** A file of configuration, in place of the accounts of the environment. */
  readonly config?: string | undefined;
  /** Rows at most. */
  readonly limit?: number | undefined;
}

/** Reads once, of the accounts that a request names, the feeds that are picked, and runs something on what is known then. */
export const lookFor = (
  io: Io,
  { sandbox, scale, provider, config, window }: LookRequest,
  pick: PickFeed,
  run: (look: Look) => Promise<number>,
): Promise<number> => lookOnce(io, { sandbox, scale, only: provider, config, pick, window }, run);

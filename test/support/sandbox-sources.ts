import type { Source, SourceOptions } from '../../src/monitor/index.js';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import type { ClientOptions } from '../../src/walk/index.js';
import { clientFor, sourceFor } from './providers.js';

/** What a source and the client beneath it are told beside where they are. */
export interface Told {
  readonly client?: ClientOptions;
  readonly source?: SourceOptions;
}

/** A source for each provider of a sandbox. */
export const sandboxSources = (
  box: Sandbox,
  toldTo: (provider: ProviderName) => Told = () => ({}),
): readonly Source[] =>
  PROVIDERS.map((provider) => {
    const { client = {}, source = {} } = toldTo(provider);
    return sourceFor(provider, clientFor(provider, { ...box[provider], ...client }), source);
  });

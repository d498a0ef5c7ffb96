import type { Source, SourceOptions } from '../../src/monitor/index.js';
import { cobo, coboSource } from '../../src/providers/cobo/index.js';
import { keygen, keygenSource } from '../../src/providers/keygen/index.js';
import { keywordsai, keywordsaiSource } from '../../src/providers/keywordsai/index.js';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';
import { openai, openaiSource } from '../../src/providers/openai/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import type { ClientOptions } from '../../src/walk/index.js';

/** What a source and the client beneath it are told beside where they are. */
export interface Told {
  readonly client?: ClientOptions;
  readonly source?: SourceOptions;
}

const SOURCES: Readonly<
  Record<ProviderName, (box: Sandbox, client: ClientOptions, source: SourceOptions) => Source>
> = {
  openai: (box, client, source) => openaiSource(openai({ ...box.openai, ...client }), source),
  keywordsai: (box, client, source) => keywordsaiSource(keywordsai({ ...box.keywordsai, ...client }), source),
  keygen: (box, client, source) => keygenSource(keygen({ ...box.keygen, ...client }), source),
  cobo: (box, client, source) => coboSource(cobo({ ...box.cobo, ...client }), source),
};

/** A source for each provider of a sandbox. */
export const sandboxSources = (
  box: Sandbox,
  toldTo: (provider: ProviderName) => Told = () => ({}),
): readonly Source[] =>
  PROVIDERS.map((provider) => {
    const { client = {}, source = {} } = toldTo(provider);
    return SOURCES[provider](box, client, source);
  });

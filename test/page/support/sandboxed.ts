import { defaultRules, type Source } from '../../../src/monitor/index.js';
import { serveMonitor, type ServedMonitor } from '../../../src/node/gateway/serve-monitor.js';
import { cobo, coboSource } from '../../../src/providers/cobo/index.js';
import { keygen, keygenSource } from '../../../src/providers/keygen/index.js';
import { keywordsai, keywordsaiSource } from '../../../src/providers/keywordsai/index.js';
import { openai, openaiSource } from '../../../src/providers/openai/index.js';
import {
  startSandbox,
  type ProviderId,
  type Sandbox,
  type SandboxOptions,
} from '../../../src/sandbox/index.js';
import { Stepped } from '../../providers/support/monitored.js';

/** Waits are ended by the clock of the test: a client that retries by itself would wait in real time. */
const CLIENT = { retry: { maxAttempts: 1 } };

/** Milliseconds between two readings of the lists of each source; absent: as each list has it. */
export type Every = Partial<Readonly<Record<ProviderId, number>>>;

const sourcesOf = (box: Sandbox, every: Every): readonly Source[] => {
  const paced = (id: ProviderId): { readonly every?: number } => {
    const ms = every[id];
    return ms === undefined ? {} : { every: ms };
  };
  return [
    openaiSource(openai({ ...box.openai, ...CLIENT }), paced('openai')),
    keywordsaiSource(keywordsai({ ...box.keywordsai, ...CLIENT }), paced('keywordsai')),
    keygenSource(keygen({ ...box.keygen, ...CLIENT }), paced('keygen')),
    coboSource(cobo({ ...box.cobo, ...CLIENT }), paced('cobo')),
  ];
};

/** A sandbox, a monitor of it on one clock that the test moves, and its gateway with the page. */
export interface Sandboxed {
  readonly box: Sandbox;
  readonly set: Stepped;
  readonly gateway: ServedMonitor;
  /** So many minutes pass, and all lists that are due are read. */
  minutes(count: number): Promise<void>;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;

export const sandboxed = async (sandbox: SandboxOptions = {}, every: Every = {}): Promise<Sandboxed> => {
  const box = await startSandbox({ scale: 0.02, rateLimits: false, ...sandbox });
  const set = new Stepped(box, sourcesOf(box, every), { always: true, rules: defaultRules });
  // Views emit by the clock, which stands while a page is looked at.
  const pump = setInterval(() => set.clock.advance(0), 15);
  await set.settle();
  const gateway = await serveMonitor(set.monitor, { port: 0, label: 'sandbox' });
  return {
    box,
    set,
    gateway,
    minutes: async (count) => {
      await set.tick(count, MINUTE_MS);
    },
    close: async () => {
      clearInterval(pump);
      await gateway.close();
      await set.close();
    },
  };
};

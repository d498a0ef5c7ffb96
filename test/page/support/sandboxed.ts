import { defaultRules, type Source } from '../../../src/monitor/index.js';
import { serveMonitor, type ServedMonitor } from '../../../src/node/gateway/serve-monitor.js';
import {
  startSandbox,
  type ProviderId,
  type Sandbox,
  type SandboxOptions,
} from '../../../src/sandbox/index.js';
import { Stepped } from '../../providers/support/monitored.js';
import { sandboxSources } from '../../support/sandbox-sources.js';

/** Waits are ended by the clock of the test: a client that retries by itself would wait in real time. */
const CLIENT = { retry: { maxAttempts: 1 } };

/** Milliseconds between two readings of the lists of each source; absent: as each list has it. */
type Every = Partial<Readonly<Record<ProviderId, number>>>;

const sourcesOf = (box: Sandbox, paces: Every): readonly Source[] =>
  sandboxSources(box, (id) => {
    const every = paces[id];
    return { client: CLIENT, source: every === undefined ? {} : { every } };
  });

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

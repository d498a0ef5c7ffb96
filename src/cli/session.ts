import type { ClientOptions } from '../walk/index.js';
import { defaultTransport } from '../http/default-transport.js';
import { undiciTransport } from '../http/node/undici-transport.js';
import type { Transport } from '../http/transport.js';
import type { SandboxOptions } from '../sandbox/index.js';
import { PROVIDERS, type ProviderName } from '../providers/names.js';
import { accountsFrom, DESCRIBED, NOTHING_SET, type Accounts, type ClientOf } from './accounts.js';
import { checkVariables } from './check-variables.js';
import { UsageError } from './exit.js';
import type { Io } from './io.js';
import type { Source, SourceLoader } from '../monitor/index.js';
import type { Config } from './config.js';

/** A client of each provider that there is an account for. */
export type Clients = { readonly [P in ProviderName]?: ClientOf[P] | undefined };

/** A file of configuration, with all of its sources. */
interface LoadedConfig extends Pick<Config, 'rules' | 'budgets'> {
  readonly sources: readonly Source[];
  /** Where they come from, if from elsewhere: there may be others later. */
  readonly loader?: SourceLoader | undefined;
}

/** Whom a command talks to. */
export interface Session {
  readonly sandbox: boolean;
  readonly clients: Clients;
  /** The time of the data: of the sandbox clock in the sandbox, of the wall elsewhere. */
  readonly now: () => Date;
  /** How many times as fast as ours that time runs; absent: it does as ours does, or is held. */
  readonly speed?: number | undefined;
  /** Of a file of configuration: then there are no clients. */
  readonly config?: LoadedConfig | undefined;
  close(): Promise<void>;
}

/** Where to open a session. */
export interface SessionOptions {
  readonly sandbox: boolean;
  /** How the sandbox is made: its clock is held where `tickMs` is absent. */
  readonly box?: Pick<SandboxOptions, 'tickMs' | 'scale' | 'incidents'> | undefined;
  readonly client?: ClientOptions | undefined;
  /** Stands between each client and the network. Default: nothing does. */
  readonly through?: ((provider: ProviderName, transport: Transport) => Transport) | undefined;
  /** The one provider that is asked; the clients of the others are not loaded. Default: all. */
  readonly only?: ProviderName | undefined;
  /** A file of configuration, in place of the accounts of the environment. */
  readonly config?: string | undefined;
}

// Whoever has no account at a provider does not wait for its files.
const clientsOf = async (
  accounts: Accounts,
  { client, only, through }: SessionOptions,
): Promise<{ readonly [P in ProviderName]: Clients[P] }> => {
  const optionsAt = (provider: ProviderName): ClientOptions | undefined =>
    through === undefined
      ? client
      : { ...client, transport: through(provider, client?.transport ?? defaultTransport()) };
  const clientAt = async <P extends ProviderName>(provider: P): Promise<ClientOf[P] | undefined> => {
    const account = only === undefined || only === provider ? accounts[provider] : undefined;
    return account && DESCRIBED[provider].client({ ...account, ...optionsAt(provider) });
  };
  const clients: (readonly [ProviderName, ClientOf[ProviderName] | undefined])[] = [];
  for (const provider of PROVIDERS) clients.push([provider, await clientAt(provider)]);
  return Object.fromEntries(clients) as { readonly [P in ProviderName]: Clients[P] };
};

/** By so much a tick moves the clock of the sandbox. */
const TICK_STEP_MS = 60_000;

const sandboxSession = async (io: Io, options: SessionOptions): Promise<Session> => {
  const { box: made = {} } = options;
  const box = await io.startSandbox(made);
  io.stderr.write('headwater: sandbox: made-up data from an embedded server\n');
  // No proxy is asked for a server in this process.
  const client = { transport: undiciTransport(), ...options.client };
  return {
    sandbox: true,
    clients: await clientsOf(box, { ...options, client }),
    now: () => box.control.now(),
    speed: made.tickMs === undefined ? undefined : TICK_STEP_MS / made.tickMs,
    close: () => box.close(),
  };
};

const configured = ({ sources, ...rest }: LoadedConfig, only: ProviderName | undefined): Session => ({
  sandbox: false,
  clients: {},
  now: () => new Date(),
  config: { ...rest, sources: sources.filter(({ provider }) => only === undefined || provider === only) },
  close: () => Promise.resolve(),
});

/**
 * Opens the embedded sandbox, or the accounts that the environment names.
 *
 * @throws UsageError where there is neither.
 */
const openSession = async (io: Io, options: SessionOptions): Promise<Session> => {
  if (options.config !== undefined) {
    if (options.sandbox)
      throw new UsageError('--sandbox and --config exclude each other. Leave one of them out.');
    const { allSources, readConfig } = await import('./config.js');
    const config = await readConfig(options.config);
    const loader = 'load' in config.sources ? config.sources : undefined;
    return configured({ ...config, loader, sources: await allSources(config) }, options.only);
  }
  if (options.sandbox) return sandboxSession(io, options);
  const accounts = accountsFrom(io.env);
  checkVariables(io.env, accounts);
  if (PROVIDERS.every((provider) => accounts[provider] === undefined)) throw new UsageError(NOTHING_SET);
  return {
    sandbox: false,
    clients: await clientsOf(accounts, options),
    now: () => new Date(),
    close: () => Promise.resolve(),
  };
};

/** Runs something with a session, and closes it whatever happens. */
export const withSession = async <T>(
  io: Io,
  options: SessionOptions,
  run: (session: Session) => Promise<T>,
): Promise<T> => {
  const session = await openSession(io, options);
  try {
    return await run(session);
  } finally {
    await session.close();
  }
};

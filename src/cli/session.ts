import type { ClientOptions } from '../endpoint/index.js';
import { cobo, type Cobo } from '../providers/cobo/index.js';
import { keygen, type Keygen } from '../providers/keygen/index.js';
import { keywordsai, type KeywordsAi } from '../providers/keywordsai/index.js';
import { openai, type OpenAi } from '../providers/openai/index.js';
import type { SandboxOptions } from '../sandbox/index.js';
import { accountsFrom, NOTHING_SET, PROVIDERS, type Accounts } from './accounts.js';
import { UsageError } from './exit.js';
import type { Io } from './io.js';

/** A client of each provider that there is an account for. */
export interface Clients {
  readonly openai?: OpenAi | undefined;
  readonly keywordsai?: KeywordsAi | undefined;
  readonly keygen?: Keygen | undefined;
  readonly cobo?: Cobo | undefined;
}

/** Whom a command talks to. */
export interface Session {
  readonly sandbox: boolean;
  readonly clients: Clients;
  /** The time of the data: of the sandbox clock in the sandbox, of the wall elsewhere. */
  readonly now: () => Date;
  close(): Promise<void>;
}

/** Where to open a session. */
export interface SessionOptions {
  readonly sandbox: boolean;
  /** The sandbox ticks so often, in milliseconds. Default: its clock is held. */
  readonly tickMs?: number | undefined;
  readonly client?: ClientOptions | undefined;
}

const clientsOf = (accounts: Accounts, options: ClientOptions): Clients => ({
  openai: accounts.openai && openai({ ...accounts.openai, ...options }),
  keywordsai: accounts.keywordsai && keywordsai({ ...accounts.keywordsai, ...options }),
  keygen: accounts.keygen && keygen({ ...accounts.keygen, ...options }),
  cobo: accounts.cobo && cobo({ ...accounts.cobo, ...options }),
});

const sandboxSession = async (io: Io, { tickMs, client = {} }: SessionOptions): Promise<Session> => {
  const options: SandboxOptions = tickMs === undefined ? {} : { tickMs };
  const box = await io.startSandbox(options);
  io.stderr.write('headwater: sandbox: made-up data from an embedded server\n');
  return {
    sandbox: true,
    clients: clientsOf(box, client),
    now: () => box.control.now(),
    close: () => box.close(),
  };
};

/**
 * Opens the embedded sandbox, or the accounts that the environment names.
 *
 * @throws UsageError where there is neither.
 */
export const openSession = async (io: Io, options: SessionOptions): Promise<Session> => {
  if (options.sandbox) return sandboxSession(io, options);
  const accounts = accountsFrom(io.env);
  if (PROVIDERS.every((provider) => accounts[provider] === undefined)) throw new UsageError(NOTHING_SET);
  return {
    sandbox: false,
    clients: clientsOf(accounts, options.client ?? {}),
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

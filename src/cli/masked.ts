import { knownSecrets, withTexts, type Hide, type KnownSecrets } from '../http/known-secrets.js';
import { secret } from '../http/secret.js';
import { PROVIDERS } from '../providers/names.js';
import { credentialsOf, TOKEN } from './accounts.js';
import type { Env, Io, Out } from './io.js';
import { REDIS_URL } from './redis.js';

/** Variables with addresses that may hold a password. */
const ADDRESSES = [
  REDIS_URL,
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
];

/** A user without a password is the credential itself. */
const passwordIn = (address: string): string => {
  const { username, password } = URL.canParse(address) ? new URL(address) : { username: '', password: '' };
  return password === '' ? username : password;
};

/** The credentials of an environment: nothing that is printed contains one of them, even if a server repeats it. */
const secretsOf = (env: Env): KnownSecrets => {
  const known = knownSecrets();
  const note = (value: string): void => known.note({ value: secret(value) });
  for (const name of ADDRESSES) note(passwordIn(env[name] ?? ''));
  for (const name of [...PROVIDERS.flatMap(credentialsOf), TOKEN]) note(env[name] ?? '');
  return known;
};

/** Returns a function that masks the credentials of an environment in plain data. */
export const maskIn = (env: Env): (<A>(value: A) => A) => {
  const { hide } = secretsOf(env);
  return (value) => withTexts(value, hide);
};

type Write = (text: string, ...rest: readonly unknown[]) => boolean;

const maskedOut = (out: Out, hide: Hide): Out =>
  new Proxy(out, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (name !== 'write') return member.bind(target) as unknown;
      const write = member.bind(target) as Write;
      return (chunk: unknown, ...rest: readonly unknown[]) =>
        write((typeof chunk === 'string' ? hide(chunk) : chunk) as string, ...rest);
    },
  });

/** Returns the same world, to which no credential of the environment is printed. */
export const maskedIo = (io: Io): Io => {
  const { hide } = secretsOf(io.env);
  return { ...io, stdout: maskedOut(io.stdout, hide), stderr: maskedOut(io.stderr, hide) };
};

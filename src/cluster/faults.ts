import { ConfigError } from '../http/errors.js';

/** Replies of a Redis that starts, moves, fails over or is full: the same command succeeds later. */
const PASSING_REPLY =
  /^(LOADING|READONLY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|BUSY|OOM|MISCONF|NOREPLICAS|UNBLOCKED)\b/;

/**
 * Whether an error of Redis passes by itself: a connection that is lost is made again by the client, unless it was closed on
 * purpose.
 *
 * @param status of the client: `end` where nobody connects any more
 */
export const isPassing = (error: unknown, status: string): boolean => {
  if (!(error instanceof Error)) return false;
  // eslint-disable-next-line no-restricted-syntax -- the first word of a reply is the code of Redis, and it has no other
  if (error.name === 'ReplyError') return PASSING_REPLY.test(error.message);
  return status !== 'end';
};

/** Whether a server became a replica: its address leads to another primary by now, or soon, and the connection does not. */
export const isReplica = (error: Error): boolean =>
  // eslint-disable-next-line no-restricted-syntax -- the first word of a reply is the code of Redis, and it has no other
  /^READONLY\b/.test(error.message);

/** Two workers of one prefix disagree about the accounts. */
export const otherConfig = (message: string): ConfigError =>
  new ConfigError({
    code: 'config-conflict',
    message,
    advice: 'Give all workers of a cluster the same configuration.',
  });

/** What a Redis that starts, moves or fails over answers: it works again without anybody's help. */
const PASSING_REPLY = /^(LOADING|READONLY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|BUSY)\b/;

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

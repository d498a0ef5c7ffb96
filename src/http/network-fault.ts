import { systemFaultOf } from '#system';
import type { NetworkFault } from './transport.js';

const CONNECTION: NetworkFault = {
  code: 'network-connection',
  message: 'no complete response arrived',
  advice: 'Check the connection and the base URL.',
  retryable: true,
};

/** Returns what the code of a failed connection means; where there is none, or it is not known, that the connection failed. */
export const networkFaultOf = (code: string | undefined): NetworkFault =>
  (code === undefined ? undefined : systemFaultOf(code)) ?? CONNECTION;

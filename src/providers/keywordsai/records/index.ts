export {
  costOfCustomer,
  limitsOfCustomer,
  principalOfCustomer,
  recordsOfCustomer,
  usageOfCustomer,
} from './customers.js';
export { recordsOfRequestLog } from './request-logs.js';
export { credentialOfTemporaryKey, limitsOfTemporaryKey } from './temporary-keys.js';

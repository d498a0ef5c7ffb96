export { credentialOfLicense, limitsOfLicense, recordsOfLicense, usageOfLicense } from './licenses.js';
export { principalOfUser, projectOfProduct } from './principals.js';
export { usageOfRequestLog } from './request-logs.js';
export { credentialOfToken, limitsOfToken, recordsOfToken } from './tokens.js';

export * from './errors.js';
export * from './fetch-transport.js';
export * from './json.js';
export * from './redact.js';
export * from './secret.js';
export * from './transport.js';
export * from './waits.js';

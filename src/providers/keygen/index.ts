export * from './codecs/index.js';
export * as endpoints from './endpoints/index.js';
export { keygen, type Keygen, type KeygenOptions } from './keygen.js';
export * as records from './records.js';

export * from './codecs/index.js';
export * as endpoints from './endpoints/index.js';
export { cobo, type Cobo, type CoboOptions } from './cobo.js';
export * as records from './records.js';

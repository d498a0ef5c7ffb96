export { fileStore, type FileStore, type FileStoreOptions } from './file-store.js';
export {
  undiciTransport,
  type UndiciDispatcher,
  type UndiciTransportOptions,
} from '../http/node/undici-transport.js';

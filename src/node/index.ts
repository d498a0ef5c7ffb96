export { fileStore, type FileStore, type FileStoreOptions } from './file-store.js';

import type {
  systemChunks as chunks,
  systemFaultOf as faultOf,
  utf8Pieces as pieces,
  withoutReply as named,
} from '../system.js';

/** Replaces what Node.js shows of a connection in a bundle for browsers: they name no cause, and their bodies are web streams. */
export const systemFaultOf: typeof faultOf = () => undefined;

export const withoutReply: typeof named = (error) => error;

export const systemChunks: typeof chunks = () => undefined;

export const utf8Pieces: typeof pieces = undefined;

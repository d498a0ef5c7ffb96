import { UsageError } from './exit.js';

const REMEDIES: Readonly<Record<string, (port: string) => string>> = {
  EADDRINUSE: (port) =>
    `port ${port} is taken, maybe by another headwater. End that one, or take another port: --port 0 takes a free one.`,
  EACCES: (port) => `port ${port} needs more rights. Take one above 1023, or --port 0 for a free one.`,
};

/** What a server that cannot listen failed with: a wrong use with its remedy where the port is the reason. */
export const portFault = (error: unknown, asked: number): unknown => {
  const { code, port = asked } = error as { readonly code?: string; readonly port?: number };
  const remedy = REMEDIES[code ?? ''];
  return remedy === undefined ? error : new UsageError(remedy(String(port)));
};

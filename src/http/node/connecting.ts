import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** undici's connector returns the socket that it opens, whatever its type says. */
type Opens = (...args: Parameters<buildConnector.connector>) => Socket;

/** How many requests wait for a connection to one host, and how to give up those that are being opened to it. */
interface Line {
  waiting: number;
  readonly opening: Set<() => void>;
}

/**
 * The connections that are being opened. undici goes on opening one whose request was aborted, for as long as the server lets it
 * wait, and keeps the process alive with it: here it is closed once no request waits for it.
 */
export class Connecting {
  readonly #lines = new Map<string, Line>();
  readonly #open: Opens;

  constructor(connector: buildConnector.connector) {
    this.#open = connector as unknown as Opens;
  }

  /** Opens a connection for undici. */
  readonly connect: buildConnector.connector = (options, callback) => {
    const opened = this.opens(options.host ?? '', () => {
      socket.destroy(new Error('no request waits for this connection'));
    });
    const socket = this.#open(options, (...result) => {
      opened();
      callback(...result);
    });
  };

  /** Notes that a connection to a host is being opened, and how to give it up; returns what to call when it is open, or not. */
  opens(host: string, giveUp: () => void): () => void {
    const line = this.#lineTo(host);
    line.opening.add(giveUp);
    return () => {
      line.opening.delete(giveUp);
      this.#forget(host);
    };
  }

  /** Notes that a request to an origin waits for a connection; returns what to call once it no longer does. */
  waits(origin: string): () => void {
    const host = origin.slice(origin.indexOf('//') + 2);
    const line = this.#lineTo(host);
    line.waiting += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      line.waiting -= 1;
      if (line.waiting === 0) for (const giveUp of line.opening) giveUp();
      this.#forget(host);
    };
  }

  #lineTo(host: string): Line {
    const known = this.#lines.get(host);
    if (known !== undefined) return known;
    const line: Line = { waiting: 0, opening: new Set() };
    this.#lines.set(host, line);
    return line;
  }

  #forget(host: string): void {
    const line = this.#lines.get(host);
    if (line?.waiting === 0 && line.opening.size === 0) this.#lines.delete(host);
  }
}

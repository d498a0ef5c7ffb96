import { WebSocket, type ClientOptions } from 'ws';
import { SUBPROTOCOL } from '../../../../src/monitor/connect/protocol.js';
import { eventually } from './clients.js';

type Message = Readonly<Record<string, unknown>>;

/** A bare websocket, and everything that it heard. */
export class Raw {
  readonly heard: Message[] = [];
  readonly socket: WebSocket;
  code: number | undefined;
  /** The status of an upgrade that was refused. */
  status: number | undefined;

  constructor(url: string, protocols: readonly string[] = [SUBPROTOCOL], options: ClientOptions = {}) {
    this.socket = new WebSocket(url.replace(/^http/, 'ws'), [...protocols], options);
    this.socket.on('message', (data: Buffer) => this.heard.push(JSON.parse(data.toString()) as Message));
    this.socket.on('close', (code) => (this.code = code));
    this.socket.on('unexpected-response', (_, { statusCode }) => (this.status = statusCode));
    this.socket.on('error', () => undefined);
  }

  /** Messages about a view, without its id. */
  of(id: number): readonly Message[] {
    return this.heard.filter((message) => message['id'] === id).map(({ id: _, ...message }) => message);
  }

  async opened(): Promise<this> {
    await eventually(() => this.heard.length > 0, 'no beat came');
    return this;
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Says something, and waits for what the gateway makes of it. */
  async ended(): Promise<number> {
    await eventually(() => this.code !== undefined, 'the connection was not closed');
    return this.code ?? 0;
  }

  close(): void {
    this.socket.terminate();
  }
}

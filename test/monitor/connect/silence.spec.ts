import { expect } from 'chai';
import { connectMonitor } from '../../../src/monitor/connect/connect-monitor.js';
import type { WebSocketLike } from '../../../src/monitor/connect/web-socket.js';
import { Clock, HOUR, SECOND } from '../support/clock.js';

describe('a gateway of which nothing is heard', () => {
  /** A connection to a gateway that says one beat, and nothing more. */
  const connected = () => {
    const clock = new Clock();
    let sockets = 0;
    class Silent implements WebSocketLike {
      onopen: WebSocketLike['onopen'] = null;
      onmessage: WebSocketLike['onmessage'] = null;
      onerror: WebSocketLike['onerror'] = null;
      onclose: WebSocketLike['onclose'] = null;

      constructor() {
        sockets += 1;
        clock.schedule(() => {
          this.onopen?.({} as never);
          this.onmessage?.({ data: JSON.stringify({ beat: clock.iso() }) } as never);
        });
      }

      send(): void {
        // Nobody listens.
      }

      close(): void {
        // Nobody answers.
      }
    }
    const remote = connectMonitor('ws://silent', { WebSocket: Silent, scheduler: clock, random: () => 0 });
    const states: string[] = [];
    remote.connection$.subscribe(({ state }) => states.push(state));
    remote.findings$.subscribe();
    clock.advance(SECOND);
    return { clock, states, sockets: () => sockets };
  };

  it('is stale after 20 s, and given up after 40', () => {
    const { clock, states, sockets } = connected();
    clock.advance(25 * SECOND);
    expect(states).to.deep.equal(['offline', 'live', 'stale']);
    clock.advance(20 * SECOND);
    expect(states).to.deep.equal(['offline', 'live', 'stale', 'offline', 'live']);
    expect(sockets()).to.equal(2);
  });

  it('is so where the clock is set back meanwhile, too', () => {
    const { clock, states, sockets } = connected();
    clock.sleep(-HOUR);
    clock.advance(30 * SECOND);
    expect(states).to.deep.equal(['offline', 'live', 'stale']);
    clock.advance(20 * SECOND);
    expect(sockets()).to.equal(2);
  });
});

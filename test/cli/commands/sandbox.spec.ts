import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { PROVIDERS } from '../../../src/providers/names.js';
import { cli } from '../support.js';

describe('headwater sandbox', () => {
  it('prints variables that lead to it, serves, and ends when it is told', async () => {
    let seen = '';
    const { code, out } = await cli(['sandbox', '--seed', '3', '--layout', 'ports'], {
      until: (text) => text.includes('Ctrl-C'),
      onSandbox: (box) => (seen = box.cobo.baseUrl),
    });
    expect(code).to.equal(130);
    expect(out)
      .to.match(/^# sandbox/)
      .and.include(`export COBO_BASE_URL='${seen}'`);
    const ports = [...out.matchAll(/_BASE_URL='http:\/\/127\.0\.0\.1:(\d+)/g)].map(([, port]) => port);
    expect(new Set(ports).size).to.equal(PROVIDERS.length);
    const gone = await fetch(seen).then(
      () => false,
      () => true,
    );
    expect(gone).to.equal(true);
  });

  it('lets web pages read it only with --cors', async () => {
    for (const [args, allowed] of [
      [[], null],
      [['--cors'], '*'],
    ] as const) {
      let reply: Response | undefined;
      await cli(['sandbox', ...args], {
        until: (text) => text.includes('Ctrl-C'),
        onSandbox: async (box) => {
          reply = await fetch(`${box.cobo.baseUrl}/api/v1/api-keys`);
        },
      });
      expect(reply?.headers.get('access-control-allow-origin')).to.equal(allowed);
    }
  });

  it('its clock starts where --now says, so that others may ask for today; else on the day of the data', async () => {
    for (const [args, day] of [
      [[], '2026-01-15T12:00:00.000Z'],
      [['--now', '2026-03-01'], '2026-03-01T00:00:00.000Z'],
    ] as const) {
      const { out } = await cli(['sandbox', ...args], { until: (text) => text.includes('Ctrl-C') });
      expect(out).to.include(`# its clock: ${day}`);
    }
    const wrong = await cli(['sandbox', '--now', 'noon']);
    expect(wrong.code).to.equal(1);
    expect(wrong.err).to.match(/--now takes a time: 24h .* now, today/);
  });

  it('says why where a port cannot be had', async () => {
    const { code, err } = await cli(['sandbox', '--port', '70000']);
    expect(code).to.equal(1);
    expect(err).to.include('70000');
  });

  for (const [layout, offset] of [
    ['prefixes', 0],
    ['ports', 1],
  ] as const)
    it(`a port that is taken is a wrong use with its remedy: ${layout}`, async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const asked = ['sandbox', '--layout', layout, '--port', String(port - offset)];
      const { code, err } = await cli(asked);
      other.close();
      expect(code).to.equal(1);
      expect(err).to.match(/^headwater: port \d+ is taken.*--port 0 takes a free one\.\n$/);
    });
});

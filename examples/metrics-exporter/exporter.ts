import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Monitor } from 'headwater';
import { metrics, type MetricsOptions } from 'headwater/node';
import { Counter, Registry } from 'prom-client';

/** What the exporter counts of its own, beside what it knows of the monitor. */
const ownMetrics = (): { registry: Registry; scrapes: Counter } => {
  const registry = new Registry();
  const scrapes = new Counter({
    name: 'exporter_scrapes_total',
    help: 'How often the metrics were read.',
    registers: [registry],
  });
  return { registry, scrapes };
};

interface ExporterOptions {
  /** Default 9464; 0 takes one that is free. */
  readonly port?: number;
  /** Default `127.0.0.1`. Metrics have no names of people, yet say what is spent: let Prometheus alone reach them. */
  readonly host?: string;
  readonly metrics?: MetricsOptions;
}

/** Serves a monitor to Prometheus under `/metrics`. It ends with `close`; the monitor goes on. */
export const startExporter = async (monitor: Monitor, options: ExporterOptions = {}) => {
  const { port = 9_464, host = '127.0.0.1' } = options;
  // Costs are reported by the day: whole days are exact, and the last 24 hours are an estimate.
  const measured = metrics(monitor, { windows: ['24h', 'month'], ...options.metrics });
  const own = ownMetrics();
  const all = Registry.merge([own.registry, measured.registry]);
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end('The metrics are at /metrics.\n');
      return;
    }
    own.scrapes.inc();
    all.metrics().then(
      (text) => response.writeHead(200, { 'content-type': all.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: `http://${host}:${String((server.address() as AddressInfo).port)}/metrics`,
    close: async (): Promise<void> => {
      measured.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};

import type { Feed, FeedPage, Source } from '../../monitor/index.js';
import type { Io } from '../io.js';
import type { OnInvalid } from '../left-out.js';
import { maskIn } from '../masked.js';
import { lookOnce, type Look } from '../monitor/look.js';
import { dayFeeds } from '../monitor/feeds.js';
import { providerRows } from '../monitor/provider-rows.js';
import { firstReadings, type FeedTap } from '../monitor/tap.js';
import { jsonLine } from '../output/json.js';
import { bannerOf, pageOn } from '../output/page.js';
import { paintFor } from '../output/paint.js';
import { sinkOf, type Sink } from '../output/sink.js';
import type { Session } from '../session.js';
import { itemLine } from './item-line.js';
import { endpointOf, recordLine } from './lines.js';
import { providerLines } from './provider-table.js';

/** How everything is read and printed once. */
interface OnceConfig {
  readonly sandbox: boolean;
  readonly scale?: number | undefined;
  readonly format: 'table' | 'ndjson';
  readonly onInvalid: OnInvalid;
  readonly config?: string | undefined;
}

const widthFor = ({ stdout }: Io): number => (stdout.isTTY === true ? (stdout.columns ?? 80) : Infinity);

/** Prints each record as it comes, no faster than it is read. */
const printing = (io: Io, { sandbox }: Session, format: OnceConfig['format'], sink: Sink): FeedTap => {
  const mask = maskIn(io.env);
  const width = widthFor(io);
  const fresh = firstReadings();
  const textOf = (source: Source, feed: Feed, page: FeedPage): string => {
    const records = mask(fresh(`${source.name}/${feed.id}`, page));
    return records
      .map((record) =>
        format === 'ndjson'
          ? jsonLine(recordLine(source, feed, record, sandbox))
          : `${itemLine(endpointOf(feed), record, width)}\n`,
      )
      .join('');
  };
  return {
    ready: () => Promise.resolve(),
    page: (source, feed, page) => sink.write(textOf(source, feed, page)),
  };
};

const printTable = async (io: Io, look: Look, sink: Sink): Promise<void> => {
  const rows = await look.take(providerRows(look.monitor, look.sources));
  const paint = paintFor(io.stdout, io.env);
  const lines = providerLines({ rows, now: look.session.now(), width: widthFor(io), paint });
  await sink.write(`\n${lines.join('\n')}\n`);
};

/** Prints every record of all accounts once, and returns the exit code. */
export const watchOnce = async (io: Io, config: OnceConfig): Promise<number> => {
  const { sandbox, scale, format, onInvalid, config: file } = config;
  const sink = sinkOf(io.stdout, io.signal);
  const look = { sandbox, scale, pick: dayFeeds, wantsAll: true, onInvalid, config: file } as const;
  // Records on a terminal are progress enough.
  const progress = io.stdout.isTTY !== true;
  if (format === 'table' && sandbox) await sink.write(bannerOf(pageOn(io, sandbox)));
  const tap = (session: Session): FeedTap => printing(io, session, format, sink);
  return lookOnce(io, { ...look, progress, tap }, async (seen) => {
    if (format === 'table') await printTable(io, seen, sink);
    return seen.exit();
  });
};

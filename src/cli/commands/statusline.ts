import type { Figure, Overview } from '../../monitor/shapes.js';
import type { BaselineHead } from '../../monitor/journal.js';
import { fileJournal } from '../../node/file-journal.js';
import { EXIT, UsageError } from '../exit.js';
import type { Env, Io } from '../io.js';
import { figureText } from '../output/figures.js';
import { MINUTE_MS } from '../../records/durations.js';

/** The variable that holds the directory of the journal, where no option does. */
export const JOURNAL = 'HEADWATER_JOURNAL';

/** What `headwater statusline` was asked for. */
export interface StatuslineRequest {
  /** Where the journal is. Default: `HEADWATER_JOURNAL`. */
  readonly journal?: string | undefined;
  readonly format: 'text' | 'json';
}

/** A snapshot is kept every five minutes: one that is older than two of them says how old it is. */
const OLD_MS = 10 * MINUTE_MS;

const ageText = (ms: number): string => {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 120) return `${String(minutes)} min old`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${String(hours)} h old` : `${String(Math.floor(hours / 24))} d old`;
};

const moneyOf = (figure: Figure<NonNullable<Overview['spendToday']['value']>>, unit: string): string =>
  `${figureText(figure)}${unit}`;

/** Notes that are only informational are no finding that a prompt should show. */
const findingsIn = ({ findings }: Overview): number =>
  findings.low + findings.medium + findings.high + findings.critical;

/** Returns a snapshot as one line: `$182.40 today · $9.10/h · 2 findings · 3/4`. */
export const statusLine = ({ at, overview }: Pick<BaselineHead, 'at' | 'overview'>, now: Date): string => {
  const { spendToday, burnPerHour, sources } = overview;
  const age = now.getTime() - Date.parse(at);
  const findings = findingsIn(overview);
  return [
    moneyOf(spendToday, ' today'),
    moneyOf(burnPerHour.h1, '/h'),
    `${String(findings)} finding${findings === 1 ? '' : 's'}`,
    `${String(sources.ok)}/${String(sources.total)}`,
    ...(age > OLD_MS ? [ageText(age)] : []),
  ].join(' · ');
};

const directoryOf = ({ journal }: StatuslineRequest, env: Env): string => {
  const directory = journal ?? env[JOURNAL] ?? '';
  if (directory !== '') return directory;
  throw new UsageError(
    `statusline reads the last snapshot of a monitor: --journal names its directory, or ${JOURNAL} does.`,
  );
};

/** Prints the last snapshot that a monitor kept, as one line. Nothing is sent. */
export const statuslineCommand = async (io: Io, request: StatuslineRequest): Promise<number> => {
  const directory = directoryOf(request, io.env);
  const head = await fileJournal(directory).head();
  if (head === undefined) {
    io.stderr.write(
      `headwater: there is no snapshot in ${JSON.stringify(directory)} yet: a monitor with this journal writes one.\n`,
    );
    return EXIT.failed;
  }
  const { at, overview } = head;
  const text = request.format === 'json' ? JSON.stringify({ at, overview }) : statusLine(head, new Date());
  io.stdout.write(`${text}\n`);
  return EXIT.ok;
};

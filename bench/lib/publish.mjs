// What a run leaves behind: its numbers as JSON, the pictures, and the tables of the page about performance.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { barChart } from './svg.mjs';
import { asMarkdown, fixed } from './table.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGE = join(ROOT, 'docs', 'performance.md');
const BEGIN = '<!-- bench:begin -->';
const END = '<!-- bench:end -->';

export const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
  system: `${platform()} ${release().split('.').slice(0, 2).join('.')}`,
});

/** Written as the rest of the project is, where its formatter is installed. */
const write = async (file, text, parser) => {
  const prettier = await import('prettier').catch(() => undefined);
  const config = (await prettier?.resolveConfig(file)) ?? {};
  writeFileSync(file, prettier === undefined ? text : await prettier.format(text, { ...config, parser }));
};

export const writeResults = async (name, report) => {
  const file = join(ROOT, 'bench', 'results', `${name}.json`);
  mkdirSync(join(ROOT, 'bench', 'results'), { recursive: true });
  await write(file, JSON.stringify(report, null, 2), 'json');
  return file;
};

const cpuChart = ({ data }, foot) =>
  barChart({
    title: 'CPU per item',
    description: 'Microseconds of CPU that each client spends on an item of a list, at no latency.',
    groups: data
      .filter(({ size }) => size === 100)
      .map(({ node, size, results }) => ({
        title: `CPU per item in microseconds, Node ${node}, ${String(size)} items a page`,
        bars: [...results]
          .sort((a, b) => a.cpuUs.median - b.cpuUs.median)
          .map(({ label, client, cpuUs, ratio }) => ({
            label,
            value: cpuUs.median,
            text: `${fixed(cpuUs.median, 1)}  (${fixed(ratio.median)} x)`,
            own: client === 'headwater',
          })),
      })),
    foot,
  });

const wallChart = ({ data: { pages, loop, chained, ideal, results } }, foot) =>
  barChart({
    title: 'Wall time with latency',
    description: 'Seconds that a list takes page after page, and with pages on their way side by side.',
    groups: [
      {
        title: `Seconds for ${String(pages)} pages, 50 ms a reply, 8 at a time where the list allows it`,
        bars: [
          { label: 'a loop, page after page', value: loop.median, text: fixed(loop.median / 1000, 1) },
          {
            label: 'chain of cursors',
            value: chained.median,
            text: fixed(chained.median / 1000, 1),
            own: true,
          },
          ...results.map(({ label, wallMs, speedup }) => ({
            label,
            value: wallMs.median,
            text: `${fixed(wallMs.median / 1000, 1)}  (${fixed(speedup.median, 1)} x faster)`,
            own: true,
          })),
        ],
        mark: { value: loop.median / ideal, text: 'ideal' },
      },
    ],
    foot,
  });

const tablesText = ({ cases, targets }) =>
  [
    ...Object.values(cases).flatMap(({ tables }) => tables.map(asMarkdown)),
    asMarkdown({
      title: 'Targets',
      columns: ['target', 'measured', 'met'],
      rows: targets.map(({ what, text, pass }) => [what, text, pass ? 'yes' : 'no']),
    }),
  ].join('\n\n');

/** Puts the tables of a whole run into the page, and draws its pictures. */
export const writeDocs = async (report) => {
  const { cases, date } = report;
  const { cpu, cores, system } = report.machine;
  const foot = `${date}, ${String(cores)} x ${cpu}, ${system}, over loopback`;
  writeFileSync(join(ROOT, 'docs', 'performance.svg'), cpuChart(cases.cpu, foot));
  writeFileSync(join(ROOT, 'docs', 'performance-latency.svg'), wallChart(cases.wall, foot));
  const page = readFileSync(PAGE, 'utf8');
  const [head, rest] = page.split(BEGIN);
  const [, tail] = (rest ?? '').split(END);
  if (tail === undefined) throw new Error(`docs/performance.md has lost its marks ${BEGIN} and ${END}`);
  const text = [head, BEGIN, '\n\n', `Measured ${foot}.`, '\n\n', tablesText(report), '\n\n', END, tail].join(
    '',
  );
  await write(PAGE, text, 'markdown');
};

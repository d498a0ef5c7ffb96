import { valueOf } from '../../http.js';
import { showing, tableOf, type Row, type Table } from '../../table.js';
import { sizeOf } from '../../world.js';
import { anyOf, diceFor, micros, MODELS, type Era } from '../era.js';
import { addressOf, listing, sizedLink, type KeywordsAiList } from '../listing.js';

/** Prompts, and all their versions with the prompt as parent. */
interface PromptTables {
  readonly prompts: Table;
  readonly versions: Table;
}

/** Builds the prompts; the newest one has enough versions for three pages. */
export function promptTables(era: Era): PromptTables {
  const nowMs = (): number => era.nowMs();
  const versions: Table = tableOf({
    nowMs,
    build: () => prompts.seeded().flatMap((prompt, place) => versionsOf(era, prompt, place)),
    make: ({ number, at, parent = prompts.rows()[0]?.id ?? '' }) => {
      const newest = versions.rows().filter((row) => row.parent === parent).length;
      return versionRow(era, `new.${String(number)}`, parent, newest + 1, at);
    },
  });
  const prompts: Table = tableOf({
    nowMs,
    build: () => {
      const count = sizeOf(120, era.scale);
      return Array.from({ length: count }, (_, place) =>
        promptRow(era, count - place, era.start - (place + 1) * 6_100_007),
      );
    },
    make: ({ number, at }) => promptRow(era, 10_000 + number, at),
    inserted: ({ id, at }) => {
      versions.add(versionRow(era, 'first', id, 1, at));
    },
    removed: ({ id }) => {
      versions.drop(({ parent }) => parent === id);
    },
  });
  return { prompts, versions };
}

function promptRow(era: Era, number: number, at: number): Row {
  const dice = diceFor(era, 'prompt', number);
  const id = dice.text(32, '0123456789abcdef');
  const name = `Prompt ${String(number)}${dice.chance(0.3) ? ' support' : ''}`;
  const tag = { id: `tag_${String(number % 5)}`, name: 'support', color: '#3B82F6' };
  const tags = number % 3 === 0 ? [{ ...tag, created_at: micros(at), updated_at: micros(at) }] : [];
  const wire = {
    id,
    prompt_id: id,
    name,
    description: dice.chance(0.3) ? '' : `What ${name} is for`,
    prompt_slug: name.toLowerCase().replaceAll(' ', '-'),
    tags,
    starred: dice.chance(0.2),
    created_at: micros(at),
    updated_at: micros(at + 60_000 * (number % 7)),
  };
  return { id, at, wire };
}

function versionsOf(era: Era, prompt: Row, place: number): readonly Row[] {
  const count = place === 0 ? 28 : diceFor(era, 'prompt.versions', prompt.id).int(1, 4);
  return Array.from({ length: count }, (_, back) =>
    versionRow(era, 'seed', prompt.id, count - back, prompt.at + (count - back) * 1000),
  );
}

function versionRow(era: Era, label: string, parent: string, version: number, at: number): Row {
  const dice = diceFor(era, 'prompt.version', label, parent, version);
  const { model } = anyOf(dice, MODELS);
  const id = `pv_${dice.text(12, '0123456789abcdef')}`;
  const wire = {
    id,
    prompt_version_id: id,
    version,
    description: `Version ${String(version)}`,
    messages: [
      { role: 'system', content: 'You are a helpful assistant. Context: {{context}}' },
      { role: 'user', content: '{{user_query}}' },
    ],
    thinking: null,
    model,
    stream: dice.chance(0.5),
    temperature: dice.int(0, 10) / 10,
    max_tokens: 2048,
    top_p: 1,
    frequency_penalty: 0,
    presence_penalty: 0,
    reasoning_effort: null,
    verbosity: null,
    seed: null,
    variables: { context: '', user_query: '' },
    fallback_models: ['gpt-4o-mini'],
    load_balance_models: [{ model, weight: 1 }],
  };
  return { id, at, parent, wire };
}

/** The prompts with their newest version. */
function shownPrompts({ prompts, versions }: PromptTables): readonly Row[] {
  const newest = new Map<string, Row>();
  for (const row of [...versions.rows()].sort((a, b) => a.at - b.at)) newest.set(row.parent ?? '', row);
  return prompts.rows().map((row) => {
    const latest = newest.get(row.id);
    const { version, model } = latest?.wire ?? {};
    const updated_at = latest === undefined ? undefined : micros(latest.at);
    return { ...row, wire: { ...row.wire, current_version: { version, model, updated_at } } };
  });
}

/** The three documented forms of the prompts, which differ in their links and in `live_version`, and the versions. */
export function promptLists(tables: PromptTables): readonly KeywordsAiList[] {
  const { prompts, versions } = tables;
  const rows = (): readonly Row[] => shownPrompts(tables);
  const common = { rows, sizes: [50, 100] } as const;
  const named = (row: Row, name = ''): boolean => String(row.wire.name).includes(name);
  return [
    {
      list: 'prompts',
      shelf: showing(prompts, rows),
      forms: ['GET /api/prompts/', 'GET /api/prompts/list/'],
      answer: listing({
        ...common,
        keeps: (row, { ask }) => named(row, valueOf(ask, 'name')),
        wire: (row) => ({ ...row.wire, live_version: 10_000 + (row.at % 1000) }),
        link: (ask, page) => `${addressOf(ask).replace(/\/$/, '')}?page=${String(page)}`,
      }),
    },
    {
      list: 'prompts',
      forms: ['POST /api/prompts/list/'],
      answer: listing({
        ...common,
        sizes: [25, 100],
        keeps: (row, { ask }) => named(row, valueOf(ask, 'name')),
        wire: (row) => ({ ...row.wire, live_version: row.at % 3 === 0 ? {} : row.wire.current_version }),
      }),
    },
    {
      list: 'prompts.versions',
      shelf: versions,
      forms: ['GET /api/prompts/{prompt_id}/versions/'],
      answer: listing({
        rows: ({ params: [id] }) =>
          prompts.rows().some((row) => row.id === id)
            ? versions.rows().filter(({ parent }) => parent === id)
            : undefined,
        sizes: [50, 200],
        link: sizedLink,
      }),
    },
  ];
}

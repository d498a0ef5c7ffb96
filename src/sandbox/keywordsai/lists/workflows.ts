import { valueOf } from '../../http.js';
import { tableOf, type Row, type Table } from '../../table.js';
import { sizeOf } from '../../world.js';
import { diceFor, micros, type Era } from '../era.js';
import { listing, sizedLink, type KeywordsAiList } from '../listing.js';

/** Workflows, each in its newest version, and all their versions with the workflow as parent. */
interface WorkflowTables {
  readonly workflows: Table;
  readonly versions: Table;
}

/** Builds the workflows; the newest one has enough versions for three pages. */
export function workflowTables(era: Era): WorkflowTables {
  const nowMs = (): number => era.nowMs();
  const workflows: Table = tableOf({
    nowMs,
    build: () => {
      const count = sizeOf(60, era.scale);
      return Array.from({ length: count }, (_, place) =>
        workflowRow(era, count - place, place === 0 ? 26 : undefined, era.start - (place + 1) * 10_000_019),
      );
    },
    make: ({ number, at }) => workflowRow(era, 10_000 + number, 1, at),
    inserted: (row) => {
      versions.add({ ...row, parent: familyOf(row) });
    },
    removed: (row) => {
      versions.drop(({ parent }) => parent === familyOf(row));
    },
  });
  const versions: Table = tableOf({
    nowMs,
    build: () =>
      workflows
        .seeded()
        .flatMap((row) =>
          Array.from({ length: Number(row.wire.version) }, (_, back) =>
            versionRow(row, Number(row.wire.version) - back, row.at - back * 3000),
          ),
        ),
    make: ({ at, parent }) => {
      const row = workflows.rows().find((one) => parent === undefined || familyOf(one) === parent);
      if (row === undefined) throw new Error(`the sandbox has no workflow ${String(parent)}`);
      const known = versions.rows().filter((one) => one.parent === familyOf(row));
      return versionRow(row, 1 + Math.max(0, ...known.map(({ wire }) => Number(wire.version))), at);
    },
  });
  return { workflows, versions };
}

const familyOf = ({ wire }: Row): string => String(wire.workflow_id);

/** `id` is that of the version, `workflow_id` that of the workflow. */
function workflowRow(era: Era, number: number, versions: number | undefined, at: number): Row {
  const dice = diceFor(era, 'workflow', number);
  const version = versions ?? dice.int(1, 4);
  const family = `wf_${dice.text(12, '0123456789abcdef')}`;
  const id = `${family.replace('wf_', 'wv_')}_${String(version)}`;
  const wire = {
    id,
    workflow_id: family,
    version,
    name: `Workflow ${String(number)}${dice.chance(0.4) ? ' alert' : ''}`,
    description: 'Alert when the error rate rises above 5%',
    type: dice.pick(['automations', 'monitors', 'evaluators']),
    trigger_event_type: 'request_log',
    is_enabled: dice.chance(0.7),
    is_starred: dice.chance(0.2),
    is_read_only: false,
    created_at: micros(at),
    updated_at: micros(at + 60_000),
    deployed_version: version > 1 ? version - 1 : null,
  };
  return { id, at, wire };
}

function versionRow(workflow: Row, version: number, at: number): Row {
  if (version === workflow.wire.version) return { ...workflow, parent: familyOf(workflow) };
  const id = `${familyOf(workflow).replace('wf_', 'wv_')}_${String(version)}`;
  const wire = { ...workflow.wire, id, version, is_read_only: true, created_at: micros(at) };
  return { id, at, parent: familyOf(workflow), wire };
}

/** Workflows and their versions. */
export function workflowLists({ workflows, versions }: WorkflowTables): readonly KeywordsAiList[] {
  return [
    {
      list: 'workflows',
      shelf: workflows,
      forms: ['GET /api/workflows/', 'POST /api/workflows/list/'],
      answer: listing({
        rows: () => workflows.rows(),
        keeps: ({ wire }, { ask }) => String(wire.name).includes(valueOf(ask, 'name') ?? ''),
        sizes: [10, 100],
        envelope: (page, { ask }, body) => ({
          ...page,
          ...(ask.method === 'POST' ? { filters_data: (body as { filters?: unknown }).filters ?? {} } : {}),
        }),
      }),
    },
    {
      list: 'workflows.versions',
      shelf: versions,
      forms: ['GET /api/workflows/{workflow_id}/versions/'],
      answer: listing({
        rows: ({ params: [id] }) => {
          const found = versions.rows().filter(({ parent }) => parent === id);
          return found.length === 0 ? undefined : found;
        },
        sizes: [50, 200],
        link: sizedLink,
      }),
    },
  ];
}

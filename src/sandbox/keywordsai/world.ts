import type { ProviderWorld } from '../http.js';
import { diceOf } from '../random.js';
import { shelvesOf, worldOf, type Shelf, type Table } from '../table.js';
import type { WorldConfig } from '../world.js';
import type { Cast } from './calls.js';
import { customersOf } from './customers.js';
import type { Era } from './era.js';
import type { KeywordsAiList } from './listing.js';
import { datasetLists, datasetTables } from './lists/datasets.js';
import { evaluatorLists, evaluatorTables } from './lists/evaluators.js';
import { experimentLists, experimentTables } from './lists/experiments.js';
import { observedLists } from './lists/observed.js';
import { promptLists, promptTables } from './lists/prompts.js';
import { scoreLists, scoreTable } from './lists/scores.js';
import { temporaryKeyLists, temporaryKeys } from './lists/temporary-keys.js';
import { userLists } from './lists/users.js';
import { workflowLists, workflowTables } from './lists/workflows.js';
import { observedTables } from './observed.js';
import { spendOf } from './spend.js';

/** What the Keywords AI data is built from. */
export interface KeywordsAiWorldConfig extends WorldConfig {
  readonly temporaryKeys: 'envelope' | 'array';
}

/** The data and the lists that show it. */
interface KeywordsAiWorld {
  readonly world: ProviderWorld;
  readonly lists: readonly KeywordsAiList[];
}

/** Builds the customers; everything else is built when it is first looked at. */
export function keywordsAiWorld(config: KeywordsAiWorldConfig): KeywordsAiWorld {
  const { clock, seed, scale } = config;
  const dice = diceOf(seed, 'keywordsai');
  const organization = dice.uuid();
  const customers = customersOf(config, dice, organization);
  const nowMs = (): number => clock.ms();
  const prod = customers.seeded.filter(({ environment }) => environment === 'prod');
  const era: Era = { seed, scale, start: clock.ms(), nowMs, organization, customers: customers.seeded, prod };
  const tables = tablesOf(era);
  const lists = [
    ...userLists(era, customers),
    ...temporaryKeyLists(tables.keys, config.temporaryKeys),
    ...observedLists(tables.observed, tables.scores),
    ...promptLists(tables.prompts),
    ...datasetLists(tables.datasets),
    ...evaluatorLists(tables.evaluators),
    ...experimentLists(tables.experiments),
    ...scoreLists(tables.scores, tables.observed.requestLogs),
    ...workflowLists(tables.workflows),
  ];
  const shelves: Readonly<Record<string, Shelf>> = {
    users: customers.shelf(),
    'users.prod': customers.shelf('prod'),
    'users.test': customers.shelf('test'),
    ...shelvesOf(lists),
  };
  const { traces, requestLogs } = tables.observed;
  const evolve = (tick: number): void => {
    customers.evolve(tick);
    (tick % 4 === 0 ? traces : requestLogs).insert();
  };
  const spend = (from: number, to: number) => spendOf(tables.observed.requestLogs.rows(), from, to);
  return { world: { ...worldOf(shelves, evolve), spend }, lists };
}

function tablesOf(era: Era) {
  const keys = temporaryKeys(era);
  const prompts = promptTables(era);
  const observed = observedTables(era, { keys, prompts: prompts.prompts }, ({ id }) => {
    scores.drop(({ parent }) => parent === id);
  });
  const datasets = datasetTables(era);
  const evaluators = evaluatorTables(era);
  const cast = (): Cast => ({ keys: keys.seeded(), prompts: prompts.prompts.seeded(), threads: [] });
  const scores: Table = scoreTable(era, { ...observed, ...evaluators, ...datasets });
  return {
    keys,
    prompts,
    observed,
    datasets,
    evaluators,
    scores,
    experiments: experimentTables(era, datasets.datasets, cast),
    workflows: workflowTables(era),
  };
}

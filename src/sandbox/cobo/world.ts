import type { ProviderWorld } from '../http.js';
import { shelvesOf, worldOf, type Table } from '../table.js';
import type { WorldConfig } from '../world.js';
import { anyOf, type Era } from './era.js';
import { identitiesOf, identityShelves, type Identities } from './identities.js';
import type { CoboList } from './listing.js';
import { activityLists, activityTables } from './lists/activity.js';
import { identityLists } from './lists/identities.js';
import { metadataLists, metadataTables } from './lists/metadata.js';
import { pactReads } from './lists/pact-reads.js';
import { pactLists, pactTables } from './lists/pacts.js';
import { templateLists, templateTable } from './lists/templates.js';
import { transactionLists, transactionTable } from './lists/transactions.js';
import { walletLists, walletTables } from './lists/wallets.js';

/** The data and the lists that show it. */
interface CoboWorld {
  readonly world: ProviderWorld;
  readonly lists: readonly CoboList[];
}

/** Builds principals and keys; everything else is built when it is first looked at. */
export function coboWorld(config: WorldConfig): CoboWorld {
  const identities = identitiesOf(config);
  const era = eraOf(config, identities);
  const tables = tablesOf(era, [...identities.keys]);
  const people = identityShelves(config, identities, {
    pactFor: (dice) => anyOf(dice, tables.pact.pacts.rows()).id,
    principalRemoved: (id) => {
      forget(tables, id);
    },
  });
  const { transactions } = tables;
  const lists = [
    ...identityLists(people),
    ...walletLists(tables.wallet),
    ...transactionLists(transactions, tables.wallet.wallets),
    ...activityLists(tables.activity),
    ...pactLists(era, tables.pact),
    ...pactReads({ ...tables.wallet, ...tables.pact, transactions }),
    ...metadataLists(tables.metadata),
    ...templateLists(tables.templates),
  ];
  const evolve = (tick: number): void => {
    people.evolve(tick);
    if (tick % 3 === 0) transactions.insert();
    if (tick % 2 === 0) tables.activity.auditLogs.insert();
  };
  return { world: worldOf(shelvesOf(lists), evolve), lists };
}

function eraOf({ seed, scale, clock }: WorldConfig, { principals }: Identities): Era {
  return {
    seed,
    scale,
    start: clock.ms(),
    nowMs: () => clock.ms(),
    humans: principals.filter(({ type }) => type === 'human'),
    agents: principals.filter(({ type }) => type === 'agent'),
    principal: (id) => principals.find((one) => one.id === id),
  };
}

type Tables = ReturnType<typeof tablesOf>;

function tablesOf(era: Era, keys: Identities['keys']) {
  const metadata = metadataTables(era);
  const wallet = walletTables(era, {
    ...metadata,
    walletRemoved: (id) => {
      for (const table of [transactions, pact.pacts, activity.pendingOperations])
        table.drop(({ parent }) => parent === id);
      activity.auditLogs.drop(({ wire }) => wire.wallet_id === id);
    },
  });
  const pact = pactTables(era, { ...wallet, keys });
  const transactions: Table = transactionTable(era, { ...metadata, ...wallet, ...pact });
  const activity = activityTables(era, { ...wallet, keys });
  return { metadata, wallet, pact, transactions, activity, templates: templateTable(era) };
}

/** What belongs to a principal goes with him: his wallets, his operations, and the record of what he did. */
function forget({ wallet, activity }: Tables, id: string): void {
  wallet.wallets.drop(({ wire }) => wire.owner_id === id);
  activity.pendingOperations.drop(({ wire }) => wire.initiated_by === id);
  activity.auditLogs.drop(({ wire }) => wire.principal_id === id);
}

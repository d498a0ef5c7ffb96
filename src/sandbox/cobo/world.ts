import type { ProviderWorld } from '../http.js';
import { worldOf, type Shelf, type Table } from '../table.js';
import type { ListNames } from '../types.js';
import type { WorldConfig } from '../world.js';
import { anyOf, rowOf, type Era } from './era.js';
import { identitiesOf, identityShelves, type Identities } from './identities.js';
import type { CoboList } from './listing.js';
import { activityLists, activityTables } from './lists/activity.js';
import { identityLists } from './lists/identities.js';
import { candidates, metadataLists, metadataTables } from './lists/metadata.js';
import { pactReads } from './lists/pact-reads.js';
import { pactLists, pactTables, shownPacts } from './lists/pacts.js';
import { templateLists, templateTable } from './lists/templates.js';
import { recentAddresses, transactionLists, transactionTable } from './lists/transactions.js';
import { walletLists, walletTables } from './lists/wallets.js';

/** The data and the lists that show it. */
export interface CoboWorld {
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
  const shelves: Readonly<Record<ListNames['cobo'], Shelf>> = {
    principals: people.principals,
    'principals.agents': people.agents,
    apiKeys: people.keys,
    ...shelvesOf(era, tables),
  };
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
  return { world: worldOf(shelves, evolve), lists };
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

function shelvesOf(era: Era, tables: Tables) {
  const { metadata, wallet, pact, transactions, activity } = tables;
  return {
    wallets: wallet.wallets,
    'wallets.addresses': wallet.addresses,
    'wallets.balances': wallet.balances,
    'wallets.transactions': transactions,
    'wallets.recentAddresses': recentShelf(transactions, wallet.wallets, true),
    recentAddresses: recentShelf(transactions, wallet.wallets, false),
    auditLogs: activity.auditLogs,
    pendingOperations: activity.pendingOperations,
    pacts: { ...pact.pacts, rows: () => shownPacts(era, pact) },
    'pacts.events': pact.events,
    'metadata.chains': metadata.chains,
    'metadata.assets': metadata.assets,
    'metadata.tokens.search': { ...metadata.assets, rows: () => candidates(metadata) },
    'faucet.tokens': metadata.faucet,
    pactTemplates: tables.templates,
  };
}

/** Recent addresses are read from the transfers: a new one is a transfer, and one goes with all its transfers. */
function recentShelf(transactions: Table, wallets: Table, byWallet: boolean): Shelf {
  const rows = () =>
    byWallet
      ? wallets.rows().flatMap(({ id }) => recentAddresses(transactions, id))
      : recentAddresses(transactions);
  return {
    rows,
    insert: (parent) => {
      const made = rowOf(transactions.rows(), transactions.insert(parent));
      const dst_address = `0x${made.id.replaceAll('-', '').padStart(40, '0')}`;
      transactions.drop(({ id }) => id === made.id);
      transactions.add({ ...made, wire: { ...made.wire, type: 'transfer', dst_address } });
      return dst_address;
    },
    remove: (id, parent) => {
      const found = rows().find(
        (row) => (id === undefined || row.id === id) && (parent === undefined || row.parent === parent),
      );
      if (found === undefined) return undefined;
      transactions.drop(({ wire }) => wire.dst_address === found.id);
      return found.id;
    },
  };
}

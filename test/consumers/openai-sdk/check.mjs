// The vendor's client and ours walk the same projects of the packed sandbox and must see the same keys in the same order.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { openai } from 'headwater';
import { startSandbox } from 'headwater/sandbox';
import { lastValueFrom, map, toArray } from 'rxjs';

const say = (good, what) => console.log(`${good ? 'ok' : 'not ok'} ${what}`);
const idsOf = (listing) =>
  lastValueFrom(
    listing.pipe(
      map(({ id }) => id),
      toArray(),
    ),
  );

/** The SDK needs a newer Node than we do: the one that the package `node` brought, found first on the PATH. */
const bySdk = ({ baseUrl, adminKey }, projectId) =>
  new Promise((resolve, reject) => {
    const child = spawn('node', ['list-keys.mjs'], {
      env: {
        ...process.env,
        PATH: [join(process.cwd(), 'node_modules', '.bin'), process.env.PATH].join(delimiter),
        BASE_URL: baseUrl,
        ADMIN_KEY: adminKey,
        PROJECT_ID: projectId,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(JSON.parse(Buffer.concat(chunks).toString()))
        : reject(new Error(`the SDK's walk ended with exit code ${String(code)}`)),
    );
  });

const box = await startSandbox({ seed: 7 });
try {
  const org = openai({ ...box.openai });
  const walks = [];
  for (const projectId of await idsOf(org.projects.list())) {
    walks.push({ projectId, ids: await idsOf(org.projects.apiKeys.list({ project_id: projectId })) });
  }
  // The longest walk crosses the most page boundaries; the shortest may be an empty one.
  walks.sort((one, other) => other.ids.length - one.ids.length);
  const [longest, shortest] = [walks.at(0), walks.at(-1)];
  for (const { projectId, ids } of new Set([longest, shortest])) {
    const theirs = await bySdk(box.openai, projectId);
    const same = JSON.stringify(theirs) === JSON.stringify(ids);
    say(
      same,
      `openai SDK and headwater list the same keys of ${projectId}: ${String(theirs.length)} and ${String(ids.length)}`,
    );
  }
  // The SDK asks for 20 keys a page.
  say(
    longest.ids.length > 20,
    `the longest of the walks has more than one page (${String(longest.ids.length)} keys)`,
  );
} finally {
  await box.close();
}

import { createMonitor, openai, openaiSource } from 'headwater';
import { startSandbox } from 'headwater/sandbox';
import { startRelay } from './relay.js';

const { OPENAI_ADMIN_KEY: adminKey, PORT = '8080' } = process.env;

/** Made-up data from an embedded server, whose clock goes as the real one does. */
const sandbox = async () => {
  const box = await startSandbox({ scale: 0.1, now: new Date(), tickMs: 5_000, tickSeconds: 5 });
  return box.openai;
};

if (process.argv.includes('--sandbox') || adminKey !== undefined) {
  const account = process.argv.includes('--sandbox') ? await sandbox() : { adminKey };
  const monitor = createMonitor([openaiSource(openai(account))]);
  const { url } = await startRelay(monitor, { port: Number(PORT) });
  console.log(`Connect to ${url}, for example with: npx wscat --connect ${url}`);
} else {
  console.error('Set OPENAI_ADMIN_KEY, or look at made-up data: npm start -- --sandbox');
  process.exitCode = 2;
}

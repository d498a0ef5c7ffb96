import { openai } from '../../src/providers/openai/index.js';

/** Goes on with a walk in a process of its own: prints the ids that are left, one a line. */
const [baseUrl = '', adminKey = '', resume = ''] = process.argv.slice(2);

openai({ baseUrl, adminKey })
  .users.list({ limit: 20 }, { resume })
  .subscribe({
    next: ({ id }) => process.stdout.write(`${id}\n`),
    error: (error: unknown) => {
      process.stderr.write(String(error));
      process.exitCode = 1;
    },
  });

import { fork } from 'node:child_process';

const running = new Set();

/** Ends what a run that failed has left behind; it would keep this process alive. */
export const endAll = () => {
  for (const child of running) child.kill();
};

/**
 * Starts a script of this folder in a process of its own.
 *
 * @returns `ask(message)`, which resolves with the answer to that message, and `close()`.
 */
export const startChild = async (script, argument, { node, execArgv = [] } = {}) => {
  const child = fork(script, [JSON.stringify(argument)], {
    ...(node === undefined ? {} : { execPath: node.path }),
    execArgv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  let settle;
  const answer = () =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject };
    });
  const ready = answer();
  child.on('message', (message) => {
    if (message.error === undefined) settle.resolve(message);
    else settle.reject(new Error(`${script} ${JSON.stringify(argument)}: ${message.error}`));
  });
  const onExit = (code) => settle.reject(new Error(`${script} ended with exit code ${String(code)}`));
  child.on('exit', onExit);
  const first = await ready;
  return {
    first,
    ask: (message) => {
      const result = answer();
      child.send(message);
      return result;
    },
    close: () =>
      new Promise((resolve) => {
        child.off('exit', onExit);
        child.on('exit', resolve);
        child.disconnect();
      }),
  };
};

/** The other side: answers every message with what `handle` returns, and ends with its parent. */
export const serveParent = (handle) => {
  process.on('message', async (message) => {
    try {
      process.send({ ...(await handle(message)) });
    } catch (error) {
      process.send({ error: String(error?.stack ?? error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
};

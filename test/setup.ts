import fc from 'fast-check';

// The servers of the tests are on loopback, and not behind the proxy of whoever runs them.
for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
  Reflect.deleteProperty(process.env, name);
  Reflect.deleteProperty(process.env, name.toLowerCase());
}

/**
 * The same random cases at every run, so that a change is judged by what it changed. `FC_SEED=123` draws others; a
 * failure prints its seed, and `npm run chaos` is there for many.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FC_SEED'] ?? 20_260_115) });

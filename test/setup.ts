import fc from 'fast-check';

/**
 * The same random cases at every run, so that a change is judged by what it changed. `FC_SEED=123` draws others; a
 * failure prints its seed, and `npm run chaos` is there for many.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FC_SEED'] ?? 20_260_115) });

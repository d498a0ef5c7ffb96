/* A configuration whose names() fails the first time, and whose load() fails for one account. */
import config from './config.js';

let isFirst = true;

export default {
  sources: {
    names: () => {
      if (isFirst) {
        isFirst = false;
        throw new Error('the database is away');
      }
      return ['gamma', ...config.sources.names()];
    },
    load: (name: string) => {
      if (name === 'gamma') throw new Error('no such secret');
      return config.sources.load(name);
    },
  },
  rules: [],
};

import { appOf, inContext } from './support.js';
import { expect } from 'chai';
import { injectMonitor, provideMonitor } from '../../src/angular/index.js';
import { createMonitor } from '../../src/monitor/index.js';

describe('provideMonitor and injectMonitor', () => {
  it('gives the monitor of the process, and leaves it open when the app ends', () => {
    const monitor = createMonitor([]);
    const app = appOf([provideMonitor({ monitor })]);
    expect(inContext(app, injectMonitor)).to.equal(monitor);
    let isOpen = true;
    monitor.overview$.subscribe({ complete: () => (isOpen = false) });
    app.destroy();
    expect(isOpen).to.equal(true);
    monitor.close();
    expect(isOpen).to.equal(false);
  });

  it('says what is missing where nothing was provided, and where it may be called', () => {
    expect(() => inContext(appOf([]), injectMonitor)).to.throw(/headwater monitor/);
    expect(injectMonitor).to.throw(/injection context/);
  });
});

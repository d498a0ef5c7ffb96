import { bootstrapApplication } from '@angular/platform-browser';
import { provideMonitor } from 'headwater/angular';
import { connectMonitor } from 'headwater/monitor';
import { App } from './app/app';
import { EarlySocket } from './app/state/early-socket';
import { storedToken } from './app/state/token';

const monitor = connectMonitor(new URL('/', location.href).href, {
  token: storedToken(),
  WebSocket: EarlySocket,
});
// The first figures are on their way while the app starts. A tab in the background asks for nothing.
const first = document.hidden ? undefined : monitor.overview$.subscribe({ error: () => undefined });

await bootstrapApplication(App, { providers: [provideMonitor({ monitor })] });
first?.unsubscribe();

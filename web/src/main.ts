import { bootstrapApplication } from '@angular/platform-browser';
import { provideMonitor } from 'headwater/angular';
import { App } from './app/app';
import { storedToken } from './app/state/token';

await bootstrapApplication(App, {
  providers: [provideMonitor({ url: new URL('/', location.href).href, token: storedToken() })],
});

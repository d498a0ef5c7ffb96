// A process of its own, since the proxy variables and the authorities of a process are read where it starts.
import { firstValueFrom, reduce, switchMap } from 'rxjs';
import { defaultTransport } from '../../../../src/http/default-transport.js';

const transport = defaultTransport();
const bodies: string[] = [];
for (const url of process.argv.slice(2)) {
  bodies.push(
    await firstValueFrom(
      transport({ method: 'GET', url: `${url}/`, headers: {} }).pipe(
        switchMap((response) => response.text(1000)),
        reduce((whole, piece) => whole + piece, ''),
      ),
    ),
  );
}
console.log(JSON.stringify(bodies));

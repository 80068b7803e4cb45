import { parseArgs } from 'node:util';
import { NEXORA_REFRESH_TOKEN, startSandbox } from './sandbox.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, state: { type: 'string' } } });
const sandbox = await startSandbox({ port: Number(values.port ?? 0), stateFile: values.state });

console.log(`Phones     ${sandbox.url}/`);
console.log(`Pact       base URL ${sandbox.url}/pact, API token ${sandbox.pact.token}`);
console.log(`VoIPbin    base URL ${sandbox.url}/voipbin, access key ${sandbox.voipbin.accessKey}`);
console.log(`Nexora     base URL ${sandbox.url}/nexora, refresh token ${NEXORA_REFRESH_TOKEN}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());

import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, state: { type: 'string' } } });
const sandbox = await startSandbox({ port: Number(values.port ?? 0), stateFile: values.state });

console.log(`Phones     ${sandbox.url}/`);
console.log(`Pact       base URL ${sandbox.url}/pact, API token ${sandbox.pact.token}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());

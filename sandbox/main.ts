import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, state: { type: 'string' } } });
const sandbox = await startSandbox({ port: Number(values.port ?? 0), stateFile: values.state });

console.log(`Phones     ${sandbox.url}/`);
for (const { name, phones, credential } of sandbox.services) {
	console.log(`${phones.title.padEnd(11)}base URL ${sandbox.url}/${name}, ${credential}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());

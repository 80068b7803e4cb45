// What it takes to load the classes of nodes into n8n's process, beside what is there already. Started by parts/start.ts.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// n8n has these before it loads any package
require('n8n-core');
require('n8n-workflow');

const collect = () => (globalThis as { gc?: () => void }).gc?.();

collect();
const before = process.memoryUsage().heapUsed;
const modules = Object.keys(require.cache).length;
const cpu = process.cpuUsage();
const began = performance.now();
for (const file of process.argv.slice(2)) {
	for (const Node of Object.values(require(file) as Record<string, new () => object>)) new Node();
}
const ms = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
collect();
process.send!({
	ms,
	cpuMs: (user + system) / 1000,
	heap: process.memoryUsage().heapUsed - before,
	modules: Object.keys(require.cache).length - modules,
});
process.exit();

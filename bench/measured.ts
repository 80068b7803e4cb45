// One run of one node through n8n's engine: what it takes. Started by measure.ts, with --expose-gc.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable } from 'node:stream';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { createEngine } from '../test/engine/harness.ts';
import { PACT_TOKEN } from '../sandbox/sandbox.ts';
import { forgetPeak, usageOf } from './process.ts';

export interface Task {
	/** Where Pact's sandbox is. */
	url: string;
	/** n8n's type, without the package of our own nodes. */
	type: string;
	typeVersion?: number;
	parameters: INodeParameters;
	/** So many items, the conversations by turns. */
	items: number;
	conversations?: number[];
	/** Bytes of a file that the item carries. */
	file?: number;
	/** Items that go through before, to have everything loaded: 50 when left out. */
	warmUp?: number;
	/** Another number of items at a time. */
	parallel?: number;
}

export interface Figures {
	ms: number;
	/** CPU time of the process, of all its threads. */
	cpuMs: number;
	/** The highest resident memory above that before the run. */
	memory: number;
	/** The longest time for which n8n's thread worked without a break: CPU time, so that other processes do not count. */
	pauseMs: number;
	/** Items put out. */
	outputs: number;
	/** What the outputs themselves hold of the heap. */
	kept: number;
}

const OURS = 'n8n-nodes-conversations.';
const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
const CHUNK = 64 * 1024;

const require = createRequire(import.meta.url);
const root = path.join(import.meta.dirname, '..');
const base = path.join(root, 'playground/node_modules/n8n-nodes-base/dist/nodes');

const collect = () => (globalThis as { gc?: () => void }).gc?.();

function* zeros(size: number): Generator<Buffer> {
	for (let left = size; left > 0; left -= CHUNK) yield Buffer.alloc(Math.min(left, CHUNK));
}

async function run(task: Task): Promise<Figures> {
	const { url, type, typeVersion, parameters, conversations = [1], warmUp = 50, file, parallel } = task;
	if (!existsSync(base)) throw new Error("n8n's own nodes are not installed: run npm run setup -- playground first");
	const { HttpRequest } = require(path.join(base, 'HttpRequest/HttpRequest.node.js'));
	const engine = await createEngine({
		credentials: { pactApi: { apiToken: PACT_TOKEN, baseUrl: `${url}/pact` } },
		extraNodes: { [HTTP_REQUEST]: new HttpRequest() },
	});
	// the compiled constant is a property of its module, which every engine loads anew
	if (parallel !== undefined) require(path.join(root, 'dist/nodes/kit/parallel.js')).CONCURRENCY = parallel;
	const itemsOf = async (count: number): Promise<INodeExecutionData[]> => {
		if (file !== undefined) return [await engine.binary.item(Readable.from(zeros(file)), { fileName: 'file.bin' })];
		return Array.from({ length: count }, (_, number) => ({
			json: { conversation: conversations[number % conversations.length]!, number },
		}));
	};
	const once = async (items: INodeExecutionData[]) => {
		const node = { type: type.includes('.') ? type : `${OURS}${type}`, typeVersion, parameters, items };
		const result = await engine.run(node);
		if (result.error) throw result.error;
		return result.items[0] ?? [];
	};

	if (warmUp > 0) await once(await itemsOf(warmUp));
	const items = await itemsOf(task.items);
	collect();
	const idle = process.memoryUsage();
	forgetPeak();
	const { watch, longest } = pauses();
	const stop = watch();
	const cpu = process.cpuUsage();
	const began = performance.now();
	const outputs = await once(items);
	const ms = performance.now() - began;
	const { user, system } = process.cpuUsage(cpu);
	stop();
	const memory = Math.max(0, usageOf(process.pid).peak - idle.rss);
	collect();
	const kept = process.memoryUsage().heapUsed - idle.heapUsed;
	await engine.close();
	return { ms, cpuMs: (user + system) / 1000, memory, pauseMs: longest(), outputs: outputs.length, kept };
}

/** Watches how long the thread works between two turns of its event loop. */
function pauses() {
	let longest = 0;
	const used = () => {
		const { user, system } = process.threadCpuUsage();
		return (user + system) / 1000;
	};
	return {
		longest: () => longest,
		watch() {
			let last = used();
			const look = () => {
				const now = used();
				longest = Math.max(longest, now - last);
				last = now;
			};
			const timer = setInterval(look, 1);
			return () => {
				look();
				clearInterval(timer);
			};
		},
	};
}

process.send!(await run(JSON.parse(process.argv[2]!)));
process.exit();

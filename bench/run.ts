// `npm run bench`: reading 500 conversations with our node and with n8n's own HTTP Request node, by turns, in one run.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { createEngine } from '../test/engine/harness.ts';
import { PACT_TOKEN } from '../sandbox/sandbox.ts';

const ITEMS = 500;
const ANSWER_MS = 20;
const ROUNDS = 5;

const require = createRequire(import.meta.url);
const httpRequestFile = path.join(
	import.meta.dirname,
	'../playground/node_modules/n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js',
);
if (!existsSync(httpRequestFile)) {
	console.error("n8n's own nodes are not installed yet: run npm run setup -- playground first.");
	process.exit(1);
}

const server = fork(path.join(import.meta.dirname, 'server.ts'), [String(ANSWER_MS)]);
const [{ url, conversation }] = (await once(server, 'message')) as [{ url: string; conversation: number }];

const { HttpRequest } = require(httpRequestFile);
const engine = await createEngine({
	credentials: { pactApi: { apiToken: PACT_TOKEN, baseUrl: `${url}/pact` } },
	extraNodes: { 'n8n-nodes-base.httpRequest': new HttpRequest() },
});
const items = Array.from({ length: ITEMS }, () => ({ json: { conversation } }));

const ours = {
	type: 'n8n-nodes-conversations.pact',
	parameters: {
		apiVersion: 'p1',
		resource: 'conversation',
		operation: 'get',
		companyId: 1,
		conversationId: '={{ $json.conversation }}',
		simplify: false,
	},
};
const http = {
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		url: `=${url}/pact/p1/companies/1/conversations/{{ $json.conversation }}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'pactApi',
		options: {},
	},
};

async function measure(node: { type: string; parameters: IDataObject }, wanted = items): Promise<number> {
	const start = performance.now();
	const { items: outputs, error } = await engine.run({ ...node, items: wanted } as never);
	if (error || outputs[0]?.length !== wanted.length)
		throw new Error(`${node.type}: ${error?.message ?? 'items are missing'}`);
	return performance.now() - start;
}

const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
const times: Record<string, number[]> = { ours: [], http: [] };
await measure(ours, items.slice(0, 50));
await measure(http, items.slice(0, 50));
for (let round = 0; round < ROUNDS; round++) {
	times.ours!.push(await measure(ours));
	times.http!.push(await measure(http));
}
const one = await measure(ours, items.slice(0, 1));

console.log(`${ITEMS} × get conversation, answers after ${ANSWER_MS} ms, median of ${ROUNDS} rounds`);
console.log(`  Pact node            ${median(times.ours!).toFixed(0)} ms`);
console.log(`  HTTP Request node    ${median(times.http!).toFixed(0)} ms (all at once)`);
console.log(`  one after another    ${(one * ITEMS).toFixed(0)} ms (one item took ${one.toFixed(1)} ms)`);
await engine.close();
server.disconnect();

import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os, { tmpdir } from 'node:os';
import path from 'node:path';

import { createEngine } from 'n8n-node-harness';

const node = (name: string, body: string) => `
exports.Node = class {
	description = {
		displayName: 'Node', name: '${name}', group: ['transform'], version: 1, description: '', defaults: { name: 'Node' },
		inputs: ['main'], outputs: ['main'],
		${body}
};`;

/** Counts the runs in a place that all packages of a process have. */
const counting = node(
	'counting',
	`properties: [] };
	async execute() {
		const os = require('node:os');
		os.counted = (os.counted ?? 0) + 1;
		return [[{ json: { counted: os.counted } }]];
	}`,
);

const declarative = node(
	'asking',
	`credentials: [{ name: 'keyApi', required: true }],
		requestDefaults: { baseURL: '={{ $credentials.baseUrl }}' },
		properties: [{
			displayName: 'Path', name: 'path', type: 'string', default: '',
			routing: { request: { method: 'GET', url: '={{ $value }}' } },
		}],
	}`,
);

const credential = (header: string) => `
exports.KeyApi = class {
	name = 'keyApi';
	displayName = 'Key API';
	properties = [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Key', name: 'key', type: 'string', default: '' },
	];
	authenticate = { type: 'generic', properties: { headers: { '${header}': '={{ $credentials.key }}' } } };
};`;

let root: string;

beforeEach(() => {
	root = mkdtempSync(path.join(tmpdir(), 'n8n-node-harness-'));
});

afterEach(() => rmSync(root, { recursive: true }));

/** A package on disk; returns its folder. */
function written(name: string, files: Record<string, string>, n8n: Record<string, string[]>): string {
	const folder = path.join(root, name);
	mkdirSync(path.join(folder, 'dist'), { recursive: true });
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', n8n }));
	for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content);
	return folder;
}

const withNode = (name: string, code: string) =>
	written(name, { 'dist/Node.node.js': code }, { nodes: ['dist/Node.node.js'] });

const withKey = (name: string, header: string) =>
	written(
		name,
		{ 'dist/Node.node.js': declarative, 'dist/KeyApi.credentials.js': credential(header) },
		{ nodes: ['dist/Node.node.js'], credentials: ['dist/KeyApi.credentials.js'] },
	);

test('a package that is not built, or has nothing for n8n, is named', async () => {
	const unbuilt = written('n8n-nodes-unbuilt', {}, { nodes: ['dist/Node.node.js'] });
	await expect(createEngine({ packageRoot: unbuilt })).rejects.toThrow(
		/n8n-nodes-unbuilt: dist\/Node\.node\.js is missing\. Run `npm run build` first\./,
	);
	await expect(createEngine({ packageRoot: written('n8n-nodes-empty', {}, {}) })).rejects.toThrow(/names no nodes/);
});

test('packages stand beside each other in one process, and a new process forgets what it is told to', async () => {
	const engine = await createEngine({
		packageRoot: withNode('n8n-nodes-one', counting),
		beside: [withNode('n8n-nodes-two', counting)],
		onStart: () => Reflect.deleteProperty(os, 'counted'),
	});
	const count = async (type: string) => (await engine.run({ type })).items[0]?.[0]?.json.counted;
	expect(await count('n8n-nodes-one.counting')).toBe(1);
	expect(await count('n8n-nodes-two.counting')).toBe(2);
	await engine.trigger({ type: 'n8n-nodes-one.counting' }).restart();
	expect(await count('n8n-nodes-two.counting')).toBe(1);
	await expect(engine.run({ type: 'n8n-nodes-two.other' })).rejects.toThrow('Unrecognized node type');
	await engine.close();
});

test('a node that lies in the folder of its package is loaded anew too', async () => {
	const remembering = node(
		'remembering',
		`properties: [] }; async execute() { return [[{ json: { runs: ++runs } }]]; }`,
	);
	const packageRoot = written(
		'n8n-nodes-flat',
		{ 'Node.node.js': `let runs = 0;${remembering}` },
		{ nodes: ['./Node.node.js'] },
	);
	const engine = await createEngine({ packageRoot });
	const runs = async () => (await engine.run({ type: 'n8n-nodes-flat.remembering' })).items[0]?.[0]?.json.runs;
	expect([await runs(), await runs()]).toEqual([1, 2]);
	await engine.restart();
	expect(await runs()).toBe(1);
	await engine.close();
});

test('a node that only describes its requests sends them, with the credential of the package that came last', async () => {
	const asked: Array<[url: string | undefined, first: unknown, second: unknown]> = [];
	const server = createServer(({ url, headers }, response) => {
		asked.push([url, headers['x-first'], headers['x-second']]);
		response.setHeader('content-type', 'application/json').end('{"answer":42}');
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const engine = await createEngine({
		packageRoot: withKey('n8n-nodes-first', 'x-first'),
		beside: [withKey('n8n-nodes-second', 'x-second')],
		credentials: { keyApi: { baseUrl, key: 'invented' } },
	});
	const { items, error } = await engine.run({ type: 'n8n-nodes-first.asking', parameters: { path: '/things' } });
	expect(error).toBeUndefined();
	expect(items[0]?.[0]?.json).toEqual({ answer: 42 });
	expect(asked).toEqual([['/things', undefined, 'invented']]);
	await engine.close();
	server.close();
});

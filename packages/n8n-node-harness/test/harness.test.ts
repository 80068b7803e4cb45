import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createEngine, type Engine, type Trigger } from 'n8n-node-harness';

// A package with one trigger that counts its calls in static data and in a module variable, and answers as it is told
const listener = `
let sinceStart = 0;
exports.Listener = class {
	description = {
		displayName: 'Listener', name: 'listener', group: ['trigger'], version: 1, description: '', defaults: { name: 'Listener' },
		inputs: [], outputs: ['main'],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		properties: [{ displayName: 'Answer', name: 'answer', type: 'string', default: '' }],
	};
	webhookMethods = { default: {
		async checkExists() { return this.getWorkflowStaticData('node').url === this.getNodeWebhookUrl('default'); },
		async create() {
			if (this.getNodeParameter('answer') === 'refuse to start') throw new Error('taken');
			this.getWorkflowStaticData('node').url = this.getNodeWebhookUrl('default');
			return true;
		},
		async delete() { delete this.getWorkflowStaticData('node').url; return true; },
	} };
	async webhook() {
		const data = this.getWorkflowStaticData('node');
		data.calls = (data.calls ?? 0) + 1;
		sinceStart += 1;
		const workflowData = [[{ json: { calls: data.calls, sinceStart, body: this.getBodyData(), bytes: this.getRequestObject().rawBody.length } }]];
		const answer = this.getNodeParameter('answer');
		if (answer === 'throw') throw new Error('broken');
		if (answer === 'ignore') return {};
		if (answer === 'onReceived') return { workflowData };
		this.getResponseObject().status(202).json({ accepted: true });
		return { noWebhookResponse: true, workflowData };
	}
};`;

// A trigger that counts its polls in static data and finds something in those it is told to
const poller = `
exports.Poller = class {
	description = {
		displayName: 'Poller', name: 'poller', group: ['trigger'], version: 1, description: '', defaults: { name: 'Poller' },
		polling: true, inputs: [], outputs: ['main'],
		properties: [{ displayName: 'Finds', name: 'finds', type: 'number', default: 0 }],
	};
	async poll() {
		const data = this.getWorkflowStaticData('node');
		data.polls = (data.polls ?? 0) + 1;
		return data.polls === this.getNodeParameter('finds') ? [[{ json: { polls: data.polls } }]] : null;
	}
};`;

const type = 'n8n-nodes-listener.listener';
const sourcePath = 'dist/nodes/Listener.node.js';
const pollerPath = 'dist/nodes/Poller.node.js';
const files = {
	'package.json': { name: 'n8n-nodes-listener', version: '1.0.0', n8n: { nodes: [sourcePath, pollerPath] } },
	'dist/known/nodes.json': {
		listener: { className: 'Listener', sourcePath },
		poller: { className: 'Poller', sourcePath: pollerPath },
	},
	'dist/known/credentials.json': {},
	'dist/types/nodes.json': [],
	'dist/types/credentials.json': [],
};

let packageRoot: string;
let engine: Engine;

beforeAll(async () => {
	packageRoot = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-listener-'));
	for (const folder of ['dist/known', 'dist/types', 'dist/nodes']) {
		await mkdir(path.join(packageRoot, folder), { recursive: true });
	}
	for (const [name, content] of Object.entries(files)) {
		await writeFile(path.join(packageRoot, name), JSON.stringify(content));
	}
	await writeFile(path.join(packageRoot, sourcePath), listener);
	await writeFile(path.join(packageRoot, pollerPath), poller);
	engine = await createEngine({ packageRoot });
});

afterAll(async () => {
	await engine.close();
	await rm(packageRoot, { recursive: true });
});

async function activated(answer: string): Promise<Trigger> {
	const trigger = engine.trigger({ type, parameters: { answer } });
	await trigger.activate();
	return trigger;
}

async function post(url: string, body = '{"a":1}', method = 'POST'): Promise<{ status: number; text: string }> {
	const response = await fetch(url, { method, body, headers: { 'content-type': 'application/json' } });
	return { status: response.status, text: await response.text() };
}

const items = ({ executions }: Trigger) => executions.map(([item]) => item?.json);

test('a trigger that answers itself keeps its static data, through a restart too', async () => {
	const trigger = await activated('itself');
	expect(await post(trigger.webhookUrl)).toEqual({ status: 202, text: '{"accepted":true}' });
	await post(trigger.webhookUrl);
	await trigger.idle();
	await trigger.restart();
	await post(trigger.webhookUrl);
	await trigger.idle();

	expect(items(trigger)).toEqual([
		{ calls: 1, sinceStart: 1, body: { a: 1 }, bytes: 7 },
		{ calls: 2, sinceStart: 2, body: { a: 1 }, bytes: 7 },
		{ calls: 3, sinceStart: 1, body: { a: 1 }, bytes: 7 },
	]);
	expect(trigger.staticData).toEqual({ url: trigger.webhookUrl, calls: 3 });
});

test('one that lets n8n answer loses it, as in n8n', async () => {
	const trigger = await activated('onReceived');
	expect(await post(trigger.webhookUrl)).toEqual({ status: 200, text: 'firstEntryJson' });
	await post(trigger.webhookUrl);
	await trigger.waitForExecutions(2);

	expect(items(trigger)).toMatchObject([{ calls: 1 }, { calls: 1 }]);
	expect(trigger.staticData).toEqual({ url: trigger.webhookUrl });
});

test('a call may start nothing, and an error is answered 500', async () => {
	const ignoring = await activated('ignore');
	expect(await post(ignoring.webhookUrl)).toEqual({ status: 200, text: '{"message":"Webhook call received"}' });
	const broken = await activated('throw');
	expect(await post(broken.webhookUrl)).toMatchObject({ status: 500 });

	expect([...ignoring.executions, ...broken.executions]).toEqual([]);
	expect(broken.errors).toMatchObject([{ message: 'broken' }]);
});

test('what is not registered is 404, broken JSON 422', async () => {
	const trigger = await activated('itself');
	expect(await post(trigger.webhookUrl, '{"a":')).toMatchObject({ status: 422 });
	expect(await post(trigger.webhookUrl, '{}', 'PUT')).toMatchObject({ status: 404 });
	expect(await post(trigger.testWebhookUrl)).toMatchObject({ status: 404 });
	await trigger.deactivate();
	expect(await post(trigger.webhookUrl)).toMatchObject({ status: 404 });
	expect(trigger.staticData).toEqual({});
	expect(trigger.executions).toEqual([]);
});

test('listening for a test event has an address and static data of its own, for one event', async () => {
	const trigger = await activated('itself');
	await post(trigger.webhookUrl);
	await trigger.activate({ mode: 'manual' });
	expect(await post(trigger.testWebhookUrl)).toMatchObject({ status: 202 });
	await trigger.idle();

	expect(items(trigger)).toMatchObject([{ calls: 1 }, { calls: 1 }]);
	expect(await post(trigger.testWebhookUrl)).toMatchObject({ status: 404 });
	expect(await post(trigger.webhookUrl)).toMatchObject({ status: 202 });
	expect(trigger.staticData).toEqual({ url: trigger.webhookUrl, calls: 2 });
});

test('a failed activation is cleared up and reported', async () => {
	const trigger = engine.trigger({ type, parameters: { answer: 'refuse to start' } });
	await expect(trigger.activate()).rejects.toThrow('taken');
	expect(await post(trigger.webhookUrl)).toMatchObject({ status: 404 });
});

test('a polling trigger is saved when it is published and when it finds something, as in n8n', async () => {
	const trigger = engine.trigger({ type: 'n8n-nodes-listener.poller', parameters: { finds: 3 } });
	await trigger.activate();
	expect(await trigger.poll()).toBeNull();
	expect(trigger.staticData).toEqual({ polls: 1 });
	await trigger.poll();
	expect(items(trigger)).toEqual([{ polls: 3 }]);
	await trigger.poll();
	await trigger.restart();
	expect(trigger.staticData).toEqual({ polls: 3 });
	expect(await trigger.poll({ mode: 'manual' })).toBeNull();
	expect(trigger.staticData).toEqual({ polls: 3 });
});

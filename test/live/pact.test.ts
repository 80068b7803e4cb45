import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SavedCredential } from '../../playground/n8n-api.ts';
import { exampleWorkflow, pact } from '../../playground/services.ts';
import { startLive, type Live } from './live.ts';
import { until } from './until.ts';

let live: Live;
let saved: SavedCredential;

beforeAll(async () => {
	live = await startLive();
	saved = await live.n8n.api.createCredential(pact.credential(live.sandbox.url));
});

afterAll(() => live?.stop());

const company = () => live.sandbox.pact.state.companies[0]!;
const webhooks = () => live.sandbox.pact.state.webhooks.map(({ url, active }) => ({ url, active }));

describe('the credential', () => {
	const test = async (changes: object = {}) => {
		const { data, ...credential } = pact.credential(live.sandbox.url);
		return await live.n8n.api.testCredential(saved.id, { ...credential, data: { ...data, ...changes } });
	};

	it('passes its test', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
	});

	it('says that the token is wrong', async () => {
		expect(await test({ apiToken: 'wrong-token' })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/^Pact refused the API token/),
		});
	});
});

describe('the node', () => {
	it('runs when a user starts the workflow', async () => {
		const { api } = live.n8n;
		const { id, name } = saved;
		const workflow = await api.createWorkflow({
			name: 'List the conversations',
			nodes: [
				{
					id: 'start',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'list',
					name: 'List',
					type: 'n8n-nodes-conversations.pact',
					typeVersion: 1,
					position: [200, 0],
					parameters: { apiVersion: 'p1', resource: 'conversation', operation: 'getAll', companyId: '1' },
					credentials: { pactApi: { id, name } },
				},
			],
			connections: { Start: { main: [[{ node: 'List', type: 'main', index: 0 }]] } },
		});
		const { executionId } = await api.run(workflow.id, 'Start');
		const { status, data } = await until('the execution', async () => {
			const execution = await api.execution(executionId!);
			return !['new', 'running'].includes(execution.status) && execution;
		});
		expect(status).toBe('success');
		expect(data.resultData.runData.List![0]!.data!.main[0]![0]!.json).toMatchObject({
			service: 'pact',
			name: 'Ann Baker',
			contact: { phone: '79250000001' },
		});
	});
});

describe('the automatic reply', () => {
	const id = pact.example;
	const customer = { channelId: 2, name: 'Olga Smirnova', phone: '79250000099' };
	const answers: string[] = [];
	let firstDelivery: unknown;

	/** Writes from the customer's phone and waits until the phone shows one answer more. */
	async function converse(text: string) {
		const { conversationId } = live.sandbox.pact.customerWrites(customer, { text });
		answers.push(`You wrote: ${text}`);
		const received = () =>
			live.sandbox.pact
				.phone(conversationId)
				.filter(({ from }) => from === 'business')
				.map((message) => message.text);
		await until('the answer', () => received().length >= answers.length);
		expect(received()).toEqual(answers);
	}

	/** All executions, once as many as there are answers have come to their end. */
	async function executions() {
		return await until('the executions', async () => {
			const found = await live.n8n.api.executions(id);
			return found.filter(({ status }) => status === 'success').length >= answers.length && found;
		});
	}

	it('registers its address when it is published', async () => {
		await live.n8n.api.createWorkflow(await exampleWorkflow(pact, saved));
		await live.n8n.api.publish(id);
		expect(webhooks()).toEqual([{ active: true, url: expect.stringMatching(`${live.n8n.url}/webhook/`) }]);
	});

	it('answers the customer', async () => {
		await converse('Are you open?');
		firstDelivery = live.sandbox.pact.webhooks.find(({ body }) =>
			JSON.stringify(body).includes('"type":"message"'),
		)!.body;
		const [execution] = await executions();
		const { data } = await live.n8n.api.execution(execution!.id);
		expect(data.resultData.runData['Pact Trigger']![0]!.data!.main[0]!.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				service: 'pact',
				event: 'incomingMessage',
				direction: 'incoming',
				text: 'Are you open?',
			}),
		]);
	});

	it('answers a repeated webhook without running again', async () => {
		expect(await live.sandbox.pact.p2.emit(firstDelivery)).toEqual([expect.objectContaining({ state: 'delivered' })]);
		await converse('And on Sunday?');
		expect(await executions()).toHaveLength(2);
	});

	it('works on after a restart, and still knows what it has answered', async () => {
		await live.restart();
		expect(await live.sandbox.pact.p2.emit(firstDelivery)).toEqual([expect.objectContaining({ state: 'delivered' })]);
		await converse('Good morning');
		expect(await executions()).toHaveLength(3);
	});

	it('takes its address back when it is unpublished', async () => {
		await live.n8n.api.unpublish(id);
		expect(webhooks()).toEqual([]);
	});
});

describe('a channel that is being connected', () => {
	const id = pact.further![0]!;

	it('shows its QR code as a picture', async () => {
		const { api } = live.n8n;
		await api.createWorkflow(await exampleWorkflow(pact, saved, id));
		await api.publish(id);
		await api.run(id, 'Start');
		const picture = await until('the QR code', async () => {
			const finished = (await api.executions(id)).filter(({ status }) => status === 'success');
			for (const execution of finished) {
				const { data } = await api.execution(execution.id);
				const [item] = data.resultData.runData['QR Code']?.[0]?.data?.main[0] ?? [];
				if (item) return item;
			}
			return undefined;
		});
		expect(picture).toMatchObject({ binary: { data: { mimeType: 'image/png', fileName: 'qr-code.png' } } });
		await api.unpublish(id);
	});
});

describe('an address that belongs to someone else, where the API keeps a single one', () => {
	let other: Server;
	let address: string;

	beforeAll(async () => {
		other = createServer((_request, response) => response.end());
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		address = `http://127.0.0.1:${(other.address() as AddressInfo).port}/crm`;
		company().webhookUrl = address;
	});

	afterAll(() => other.close());

	async function create(id: string, options: object) {
		const workflow = await exampleWorkflow(pact, saved);
		const [trigger] = workflow.nodes.filter(({ name }) => name === 'Pact Trigger');
		Object.assign(trigger!.parameters, { apiVersion: 'p1', options });
		await live.n8n.api.createWorkflow({ ...workflow, id });
	}

	it('is left alone, and named', async () => {
		await create('polite', {});
		await expect(live.n8n.api.publish('polite')).rejects.toThrow(`already reports to ${address}`);
		expect(company().webhookUrl).toBe(address);
	});

	it('is there again after it was replaced for a while', async () => {
		await create('replacing', { replaceExisting: true });
		await live.n8n.api.publish('replacing');
		expect(company().webhookUrl).toMatch(`${live.n8n.url}/webhook/`);
		await live.n8n.api.unpublish('replacing');
		expect(company().webhookUrl).toBe(address);
	});
});

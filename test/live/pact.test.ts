import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exampleWorkflow, services } from '../../playground/services.ts';
import { Customer } from './customer.ts';
import { useLive } from './live.ts';
import { until } from './until.ts';

const { pact } = services;

const live = useLive(pact);

const company = () => live.sandbox.pact.state.companies[0]!;
const webhooks = () => live.sandbox.pact.state.webhooks.map(({ url, active }) => ({ url, active }));

describe('the credential', () => {
	it('passes its test', async () => {
		expect(await live.testCredential()).toMatchObject({ status: 'OK' });
	});

	it('says that the token is wrong', async () => {
		expect(await live.testCredential({ apiToken: 'wrong-token' })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/^Pact refused the API token/),
		});
	});
});

describe('the node', () => {
	it('runs when a user starts the workflow', async () => {
		const parameters = { apiVersion: 'p1', resource: 'conversation', operation: 'getAll', companyId: '1' };
		const [first] = await live.runOnce('pact', parameters);
		expect(first).toMatchObject({ service: 'pact', name: 'Ann Baker', contact: { phone: '79250000001' } });
	});
});

describe('the automatic reply', () => {
	const olga = { channelId: 2, name: 'Olga Smirnova', phone: '79250000099' };
	const customer = new Customer({
		write: (text) => live.sandbox.pact.customerWrites(olga, { text }),
		phone: (conversationId) => live.sandbox.pact.phone(conversationId),
	});
	let firstDelivery: unknown;

	it('registers its address when it is published', async () => {
		await live.publishExample();
		expect(webhooks()).toEqual([{ active: true, url: expect.stringMatching(`${live.n8n.url}/webhook/`) }]);
	});

	it('answers the customer', async () => {
		await customer.says('Are you open?');
		firstDelivery = live.sandbox.pact.webhooks.find(({ body }) =>
			JSON.stringify(body).includes('"type":"message"'),
		)!.body;
		const [execution] = await live.executions(customer.answers.length);
		const { data } = await live.n8n.api.execution(execution!.id);
		expect(data.resultData.runData['Pact Trigger']![0]!.data!.main![0]!.map(({ json }) => json)).toEqual([
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
		await customer.says('And on Sunday?');
		expect(await live.executions(customer.answers.length)).toHaveLength(2);
	});

	it('works on after a restart, and still knows what it has answered', async () => {
		await live.restart();
		expect(await live.sandbox.pact.p2.emit(firstDelivery)).toEqual([expect.objectContaining({ state: 'delivered' })]);
		await customer.says('Good morning');
		// that of the repeat ended at the trigger
		expect(await live.executions(customer.answers.length + 1)).toHaveLength(4);
		expect(customer.answers).toHaveLength(3);
	});

	it('takes its address back when it is unpublished', async () => {
		await live.n8n.api.unpublish(pact.example);
		expect(webhooks()).toEqual([]);
	});
});

describe('a channel that is being connected', () => {
	const id = pact.further![0]!;

	it('shows its QR code as a picture', async () => {
		const { api } = live.n8n;
		await live.publishExample(id);
		await api.run(id, 'Start');
		const picture = await until('the QR code', async () => {
			const finished = (await api.executions(id)).filter(({ status }) => status === 'success');
			for (const execution of finished) {
				const { data } = await api.execution(execution.id);
				const [item] = data.resultData.runData['QR Code']?.[0]?.data?.main?.[0] ?? [];
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
		const workflow = await exampleWorkflow(pact.example, live.credential);
		const [trigger] = workflow.nodes.filter(({ name }) => name === 'Pact Trigger');
		Object.assign(trigger!.parameters, { apiVersion: 'p1', options });
		await live.n8n.api.createWorkflow({ ...workflow, id });
	}

	it('is left alone, and named', async () => {
		await create('polite', {});
		await expect(live.n8n.api.publish('polite')).rejects.toThrow(`already reports to another system (${address})`);
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

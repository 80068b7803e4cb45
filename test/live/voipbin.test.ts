import axios from 'axios';

import type { SavedCredential } from '../../playground/n8n-api.ts';
import { exampleWorkflow, voipbin } from '../../playground/services.ts';
import { VOIPBIN_PASSWORD, VOIPBIN_USERNAME } from '../../sandbox/sandbox.ts';
import { startLive, type Live } from './live.ts';
import { until } from './until.ts';

let live: Live;
let saved: SavedCredential;

beforeAll(async () => {
	live = await startLive();
	saved = await live.n8n.api.createCredential(voipbin.credential(live.sandbox.url));
});

afterAll(() => live?.stop());

const service = () => live.sandbox.voipbin;
const logins = () => live.sandbox.requests.filter(({ route }) => route === '/auth/login');
const login = { authentication: 'login', username: VOIPBIN_USERNAME, password: VOIPBIN_PASSWORD };

describe('the credential', () => {
	const test = async (changes: object = {}, id = saved.id) => {
		const { data, ...credential } = voipbin.credential(live.sandbox.url);
		return await live.n8n.api.testCredential(id, { ...credential, data: { ...data, ...changes } });
	};

	it('passes its test with an access key, a token and a login', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
		const token = service().tokens.issue(VOIPBIN_USERNAME);
		expect(await test({ authentication: 'token', token })).toMatchObject({ status: 'OK' });
		expect(await test(login)).toMatchObject({ status: 'OK' });
	});

	it('says what is wrong', async () => {
		expect((await test({ accessKey: 'wrong' })).message).toMatch(/^VoIPbin refused the access key/);
		expect((await test({ ...login, password: 'wrong' })).message).toMatch(/^VoIPbin refused the user name/);
	});
});

describe('the node with a login', () => {
	it('keeps its session for the next run, and renews it when it has expired', async () => {
		const { api } = live.n8n;
		const { data, ...rest } = voipbin.credential(live.sandbox.url);
		const { id, name } = await api.createCredential({ ...rest, data: { baseUrl: data.baseUrl, ...login } });
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
					type: 'n8n-nodes-conversations.voipbin',
					typeVersion: 1,
					position: [200, 0],
					parameters: { resource: 'conversation', operation: 'getAll' },
					credentials: { voipbinApi: { id, name } },
				},
			],
			connections: { Start: { main: [[{ node: 'List', type: 'main', index: 0 }]] } },
		});
		const run = async () => {
			const { executionId } = await api.run(workflow.id, 'Start');
			const { status, data: result } = await until('the execution', async () => {
				const execution = await api.execution(executionId!);
				return !['new', 'running'].includes(execution.status) && execution;
			});
			expect(status).toBe('success');
			return result.resultData.runData.List![0]!.data!.main[0]!.map(({ json }) => json);
		};
		const before = logins().length;
		expect(await run()).toContainEqual(expect.objectContaining({ service: 'voipbin', name: 'Ann Baker' }));
		await run();
		expect(logins()).toHaveLength(before + 1);
		service().expireTokens();
		await run();
		expect(logins()).toHaveLength(before + 2);
	});
});

describe('the automatic reply', () => {
	const id = voipbin.example;
	const answers: string[] = [];
	let address: string;

	async function converse(text: string) {
		const sender = { type: 'message' as const, target: '+15550007777', name: 'Olga' };
		const { conversationId } = service().customerWrites(sender, { text });
		answers.push(`You wrote: ${text}`);
		const received = () =>
			service()
				.phone(conversationId)
				.filter(({ from }) => from === 'business')
				.map((message) => message.text);
		await until('the answer', () => received().length >= answers.length);
		expect(received()).toEqual(answers);
	}

	const executions = async () =>
		await until('the executions', async () => {
			const found = await live.n8n.api.executions(id);
			return found.filter(({ status }) => status === 'success').length >= answers.length && found;
		});

	const deliveryOf = (text: string) =>
		service().webhooks.find(
			({ body }) =>
				(body as { type: string }).type === 'conversation_message_created' && JSON.stringify(body).includes(text),
		)!;

	it('registers its address when it is published', async () => {
		await live.n8n.api.createWorkflow(await exampleWorkflow(voipbin, saved));
		await live.n8n.api.publish(id);
		address = service().state.customer.webhookUri;
		expect(address).toMatch(`${live.n8n.url}/webhook/`);
	});

	it('answers the customer once, though an SMS is told twice', async () => {
		await converse('Are you open?');
		await service().idle();
		expect(await executions()).toHaveLength(1);
	});

	it('refuses what is not signed or tampered with', async () => {
		const { body, headers } = deliveryOf('Are you open?');
		const post = async (data: string, more: object) => {
			const all = { 'content-type': 'application/json', ...more };
			return (await axios.post(address, Buffer.from(data), { headers: all, validateStatus: () => true })).status;
		};
		const genuine = JSON.stringify(body);
		expect(await post(genuine, {})).toBe(401);
		expect(await post(genuine.replace('open', 'shut'), headers)).toBe(401);
		expect(await post(genuine, headers)).toBe(200);
		expect(await executions()).toHaveLength(1);
	});

	it('works on after a restart, verifies, and still knows what it has answered', async () => {
		const { body, headers } = deliveryOf('Are you open?');
		await live.restart();
		expect(await service().emit(body)).toMatchObject({ headers, attempts: [{ status: 200 }] });
		expect(await service().emit(body, { signature: null })).toMatchObject({ attempts: [{ status: 401 }] });
		await converse('Good morning');
		expect(await executions()).toHaveLength(2);
	});

	it('loses nothing while somebody listens for a test event, which is verified too', async () => {
		const { waitingForWebhook } = await live.n8n.api.run(id, 'VoIPbin Trigger');
		expect(waitingForWebhook).toBe(true);
		expect(service().state.customer.webhookUri).toMatch(`${live.n8n.url}/webhook-test/`);
		const { body } = deliveryOf('Are you open?');
		expect(await service().emit(body, { signature: null })).toMatchObject({ attempts: [{ status: 401 }] });
		const sender = { type: 'line' as const, target: 'U0123456789abcdef0123456789abcdef' };
		const { conversationId } = service().customerWrites(sender, { text: 'While testing' });
		const received = () =>
			service()
				.phone(conversationId)
				.filter(({ from }) => from === 'business');
		// one answer of the test, one of the published workflow
		await until('both answers', () => received().length === 2);
		await until('the address', () => service().state.customer.webhookUri === address);
	});

	it('puts back what stood there when it is unpublished', async () => {
		await live.n8n.api.unpublish(id);
		expect(service().state.customer).toMatchObject({ webhookUri: '', webhookMethod: '', name: 'Sandbox Store' });
	});
});

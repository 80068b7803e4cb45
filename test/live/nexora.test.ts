import type { SavedCredential } from '../../playground/n8n-api.ts';
import { exampleWorkflow, nexora } from '../../playground/services.ts';
import { startLive, type Live } from './live.ts';
import { until } from './until.ts';

let live: Live;
let saved: SavedCredential;

beforeAll(async () => {
	live = await startLive();
	live.sandbox.nexora.limits = false;
	saved = await live.n8n.api.createCredential(nexora.credential(live.sandbox.url));
});

afterAll(() => live?.stop());

const service = () => live.sandbox.nexora;
const renewals = () =>
	live.sandbox.requests.filter(({ route, status }) => route === '/auth/refresh' && status === 200).length;

describe('the credential', () => {
	const test = async (changes: object = {}) => {
		const { data, ...credential } = nexora.credential(live.sandbox.url);
		return await live.n8n.api.testCredential(saved.id, { ...credential, data: { ...data, ...changes } });
	};

	it('passes its test with either token, also when the session is over', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
		const { accessToken } = service().state.account;
		expect(await test({ authentication: 'accessToken', accessToken })).toMatchObject({ status: 'OK' });
		service().expireAccess();
		expect(await test()).toMatchObject({ status: 'OK' });
	});

	it('says what is wrong', async () => {
		const wrong = await test({ refreshToken: 'wrong' });
		expect(wrong).toMatchObject({ status: 'Error', message: expect.stringMatching(/^Nexora refused the token/) });
		const { message } = await test({ baseUrl: `${live.sandbox.url}/elsewhere` });
		expect(message).toMatch(/^There is no Nexora server at this Base URL/);
	});
});

describe('the node', () => {
	it('keeps its session for the next run, and renews it when it is over', async () => {
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
					type: 'n8n-nodes-conversations.nexora',
					typeVersion: 1,
					position: [200, 0],
					parameters: { apiVersion: 'current', resource: 'conversation', operation: 'getAll' },
					credentials: { nexoraApi: { id, name } },
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
		expect(await run()).toContainEqual(
			expect.objectContaining({ service: 'nexora', contact: expect.objectContaining({ phone: '79250000001' }) }),
		);
		const before = renewals();
		await run();
		expect(renewals()).toBe(before);
		service().expireAccess();
		await run();
		expect(renewals()).toBe(before + 1);
	});
});

describe('the automatic reply', () => {
	const id = nexora.example;
	const ann = () => service().state.conversations[0]!;
	const answers = () =>
		service()
			.phone(ann().id)
			.filter(({ from }) => from === 'business')
			.map(({ text }) => text);

	it('starts from now when it is published', async () => {
		service().customerWrites(ann().id, { text: 'Before' });
		await live.n8n.api.createWorkflow(await exampleWorkflow(nexora, saved));
		await live.n8n.api.publish(id);
		expect(answers()).toEqual([]);
	});

	it('answers what was written while n8n was down, once', async () => {
		for (const [index, text] of ['Are you open?', 'And on Sunday?'].entries()) {
			await live.n8n.stop();
			service().customerWrites(ann().id, { text });
			await live.restart();
			await until('the execution', async () => {
				const found = await live.n8n.api.executions(id);
				return found.filter(({ status }) => status === 'success').length > index;
			});
		}
		expect(answers()).toEqual(['You wrote: Are you open?', 'You wrote: And on Sunday?']);
	});

	it('looks no more when it is unpublished', async () => {
		await live.n8n.api.unpublish(id);
		service().customerWrites(ann().id, { text: 'Hello?' });
		await live.restart();
		expect(answers()).toHaveLength(2);
	});
});

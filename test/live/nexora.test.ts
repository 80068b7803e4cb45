import { services } from '../../playground/services.ts';
import { answersOn } from './customer.ts';
import { flow, ours, publish, start } from './flow.ts';
import { useLive } from './live.ts';
import { until } from './until.ts';

const { nexora } = services;

const live = useLive(nexora);

beforeAll(() => {
	service().limits = false;
});

const service = () => live.sandbox.nexora;
const renewals = () =>
	live.sandbox.requests.filter(({ route, status }) => route === '/auth/refresh' && status === 200).length;

describe('the credential', () => {
	it('passes its test with either token, also when the session is over', async () => {
		expect(await live.testCredential()).toMatchObject({ status: 'OK' });
		const { accessToken } = service().state.account;
		expect(await live.testCredential({ authentication: 'accessToken', accessToken })).toMatchObject({ status: 'OK' });
		service().expireAccess();
		expect(await live.testCredential()).toMatchObject({ status: 'OK' });
	});

	it('says what is wrong', async () => {
		const wrong = await live.testCredential({ refreshToken: 'wrong' });
		expect(wrong).toMatchObject({ status: 'Error', message: expect.stringMatching(/^Nexora refused the token/) });
		const { message } = await live.testCredential({ baseUrl: `${live.sandbox.url}/elsewhere` });
		expect(message).toMatch(/^There is no Nexora server at this Base URL/);
	});
});

describe('the node', () => {
	it('keeps its session for the next run, and renews it when it is over', async () => {
		const parameters = { apiVersion: 'current', resource: 'conversation', operation: 'getAll' };
		const run = async () => await live.runOnce('nexora', parameters);
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
	const ann = () => service().state.conversations[0]!;
	const answers = () => answersOn(service().phone(ann().id));

	it('starts from now when it is published', async () => {
		service().customerWrites(ann().id, { text: 'Before' });
		await live.publishExample();
		expect(answers()).toEqual([]);
	});

	it('answers what was written while n8n was down, once', async () => {
		for (const [index, text] of ['Are you open?', 'And on Sunday?'].entries()) {
			await live.n8n.stop();
			service().customerWrites(ann().id, { text });
			await live.restart();
			await live.executions(index + 1);
		}
		expect(answers()).toEqual(['You wrote: Are you open?', 'You wrote: And on Sunday?']);
	});

	it('hears no answer that a question has taken, also after a restart', async () => {
		const conversationId = { __rl: true, mode: 'id', value: ann().id };
		const parameters = { resource: 'message', operation: 'sendAndWait', conversationId, message: 'Shall we?' };
		const asking = flow('asking', { Start: start('asking'), Ask: ours('nexora', live.credential, parameters) }, [
			['Start', 'Ask'],
		]);
		const question = await (await (await publish(live, asking))()).is('waiting');
		await until('the question', () => answers().at(-1) === 'Shall we?');
		service().customerWrites(ann().id, { text: 'Yes' });
		await question.is('success');
		await live.restart();
		service().customerWrites(ann().id, { text: 'And now?' });
		await until('the reply', () => answers().at(-1) === 'You wrote: And now?');
		expect(answers().slice(2)).toEqual(['Shall we?', 'You wrote: And now?']);
	});

	it('looks no more when it is unpublished', async () => {
		await live.n8n.api.unpublish(nexora.example);
		service().customerWrites(ann().id, { text: 'Hello?' });
		await live.restart();
		expect(answers()).toHaveLength(4);
	});
});

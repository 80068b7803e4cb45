import axios from 'axios';

import { services } from '../../playground/services.ts';
import { VOIPBIN_PASSWORD, VOIPBIN_USERNAME } from '../../sandbox/sandbox.ts';
import { answersOn, Customer } from './customer.ts';
import { useLive } from './live.ts';
import { until } from './until.ts';

const { voipbin } = services;

const live = useLive(voipbin);
const service = () => live.sandbox.voipbin;
const logins = () => live.sandbox.requests.filter(({ route }) => route === '/auth/login');
const login = { authentication: 'login', username: VOIPBIN_USERNAME, password: VOIPBIN_PASSWORD };

describe('the credential', () => {
	it('passes its test with an access key, a token and a login', async () => {
		expect(await live.testCredential()).toMatchObject({ status: 'OK' });
		const token = service().tokens.issue(VOIPBIN_USERNAME);
		expect(await live.testCredential({ authentication: 'token', token })).toMatchObject({ status: 'OK' });
		expect(await live.testCredential(login)).toMatchObject({ status: 'OK' });
	});

	it('says what is wrong', async () => {
		expect((await live.testCredential({ accessKey: 'wrong' })).message).toMatch(/^VoIPbin refused the access key/);
		expect((await live.testCredential({ ...login, password: 'wrong' })).message).toMatch(
			/^VoIPbin refused the user name/,
		);
	});
});

describe('the node with a login', () => {
	it('keeps its session for the next run, and renews it when it has expired', async () => {
		const { data, ...rest } = voipbin.credential(live.sandbox.url);
		const credential = await live.n8n.api.createCredential({ ...rest, data: { baseUrl: data.baseUrl, ...login } });
		const run = async () =>
			await live.runOnce('voipbin', { resource: 'conversation', operation: 'getAll' }, credential);
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
	const olga = { type: 'message' as const, target: '+15550007777', name: 'Olga' };
	const customer = new Customer({
		write: (text) => service().customerWrites(olga, { text }),
		phone: (conversationId) => service().phone(conversationId),
	});
	let address: string;

	const deliveryOf = (text: string) =>
		service().webhooks.find(
			({ body }) =>
				(body as { type: string }).type === 'conversation_message_created' && JSON.stringify(body).includes(text),
		)!;

	it('registers its address when it is published', async () => {
		await live.publishExample();
		address = service().state.customer.webhookUri;
		expect(address).toMatch(`${live.n8n.url}/webhook/`);
	});

	it('answers the customer once, though an SMS is told twice', async () => {
		await customer.says('Are you open?');
		await service().idle();
		expect(await live.executions(customer.answers.length)).toHaveLength(1);
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
		expect(await live.executions(customer.answers.length)).toHaveLength(1);
	});

	it('works on after a restart, verifies, and still knows what it has answered', async () => {
		const { body, headers } = deliveryOf('Are you open?');
		await live.restart();
		expect(await service().emit(body)).toMatchObject({ headers, attempts: [{ status: 200 }] });
		expect(await service().emit(body, { signature: null })).toMatchObject({ attempts: [{ status: 401 }] });
		await customer.says('Good morning');
		// that of the repeat ended at the trigger
		expect(await live.executions(customer.answers.length + 1)).toHaveLength(3);
		expect(customer.answers).toHaveLength(2);
	});

	it('loses nothing while somebody listens for a test event, which is verified too', async () => {
		const { waitingForWebhook } = await live.n8n.api.run(id, 'VoIPbin Trigger');
		expect(waitingForWebhook).toBe(true);
		expect(service().state.customer.webhookUri).toMatch(`${live.n8n.url}/webhook-test/`);
		const { body } = deliveryOf('Are you open?');
		expect(await service().emit(body, { signature: null })).toMatchObject({ attempts: [{ status: 401 }] });
		const sender = { type: 'line' as const, target: 'U0123456789abcdef0123456789abcdef' };
		const { conversationId } = service().customerWrites(sender, { text: 'While testing' });
		// one answer of the test, one of the published workflow
		await until('both answers', () => answersOn(service().phone(conversationId)).length === 2);
		await until('the address', () => service().state.customer.webhookUri === address);
	});

	it('puts back what stood there when it is unpublished', async () => {
		await live.n8n.api.unpublish(id);
		expect(service().state.customer).toMatchObject({ webhookUri: '', webhookMethod: '', name: 'Sandbox Store' });
	});
});

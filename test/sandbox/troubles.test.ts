import {
	NEXORA_REFRESH_TOKEN,
	PACT_TOKEN,
	type Sandbox,
	startSandbox,
	VOIPBIN_ACCESS_KEY,
} from '../../sandbox/sandbox.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => {
	await sandbox.close();
});

beforeEach(() => {
	sandbox.reset();
	sandbox.nexora.limits = false;
});

/** What the page of phones shows of a service's trouble. */
async function shown(service: string) {
	const services = (await (await fetch(`${sandbox.url}/phones/services`)).json()) as Array<{
		name: string;
		trouble: { chosen: string | null; says: string; kinds: Array<{ name: string; label: string }> };
	}>;
	return services.find(({ name }) => name === service)!.trouble;
}

async function choose(service: string, name: string): Promise<number> {
	const body = new FormData();
	body.append('name', name);
	return (await fetch(`${sandbox.url}/phones/services/${service}/trouble`, { method: 'POST', body })).status;
}

const post = async (address: string, body: object, headers: Record<string, string> = {}) =>
	await fetch(`${sandbox.url}${address}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});

/** How the business sends a message in each service, and what the customer's phone shows of it. */
const services = {
	pact: {
		send: async () => {
			const { id } = sandbox.pact.state.conversations[0]!;
			const body = { company_id: 1, text: 'Hello' };
			return await post(`/pact/api/p2/conversations/${id}/messages`, body, { 'x-private-api-token': PACT_TOKEN });
		},
		received: async () => {
			await sandbox.pact.idle();
			return sandbox.pact.phone(sandbox.pact.state.conversations[0]!.id);
		},
	},
	voipbin: {
		send: async () => {
			const { id } = sandbox.voipbin.state.conversations[0]!;
			return await post(`/voipbin/v1.0/conversations/${id}/messages?accesskey=${VOIPBIN_ACCESS_KEY}`, {
				text: 'Hello',
				medias: [],
			});
		},
		received: async () => {
			await sandbox.voipbin.idle();
			return sandbox.voipbin.phone(sandbox.voipbin.state.conversations[0]!.id);
		},
	},
	nexora: {
		send: async () => {
			const { id: conversationId } = sandbox.nexora.state.conversations[0]!;
			const body = {
				conversationId,
				message: { text: 'Hello', type: 'text' },
				type: 'text',
				role: 'Bot',
				sentiment: 'netral',
			};
			const cookie = `access_token=${sandbox.nexora.state.account.accessToken}; refresh_token=${NEXORA_REFRESH_TOKEN}`;
			return await post('/nexora/api/message', body, { cookie });
		},
		received: () => sandbox.nexora.phone(sandbox.nexora.state.conversations[0]!.id),
	},
};

describe.each(Object.entries(services))('%s', (service, { send, received }) => {
	const texts = async () => (await received()).filter(({ from }) => from === 'business').map(({ text }) => text);

	it.each([
		['refuses', 403, 0],
		['limit', 429, 0],
	])('%s: the next message is answered %i, the one after it arrives', async (name, status, count) => {
		expect(await choose(service, name)).toBe(204);
		expect(await shown(service)).toMatchObject({ chosen: name, says: expect.stringContaining('the next message') });
		expect((await send()).status).toBe(status);
		expect(await texts()).toHaveLength(count);
		expect(await shown(service)).toMatchObject({ chosen: null, says: expect.stringMatching(/see what|asked for/) });
		expect((await send()).status).toBeLessThan(300);
		expect(await texts()).toEqual(['Hello']);
	});

	it('loses the answer of a message that the customer has', async () => {
		await choose(service, 'loses');
		await expect(send()).rejects.toThrow();
		expect(await texts()).toEqual(['Hello']);
		expect((await shown(service)).says).toContain('lost its answer');
	});

	it('is slow, and the limit says for how long', async () => {
		await choose(service, 'slow');
		expect((await shown(service)).says).toContain('answers 10 seconds later');
		await choose(service, 'limit');
		expect((await send()).headers.get('retry-after')).toBe('10');
	});

	it('a second click takes it back, another choice takes its place', async () => {
		await choose(service, 'refuses');
		await choose(service, '');
		expect(await shown(service)).toMatchObject({ chosen: null, says: '' });
		expect((await send()).status).toBeLessThan(300);
		await choose(service, 'refuses');
		await choose(service, 'limit');
		expect((await send()).status).toBe(429);
		expect((await send()).status).toBeLessThan(300);
	});

	it('nothing else is hurt: not what is read, nor another service', async () => {
		const another = Object.entries(services).find(([name]) => name !== service)!;
		await choose(service, 'refuses');
		expect((await another[1].send()).status).toBeLessThan(300);
		expect(await shown(another[0])).toMatchObject({ chosen: null, says: '' });
		expect((await shown(service)).chosen).toBe('refuses');
	});

	it('what there is not, cannot be chosen', async () => expect(await choose(service, 'earthquake')).toBe(400));
});

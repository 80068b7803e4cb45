import {
	ENDPOINTS,
	NEXORA_REFRESH_TOKEN,
	PACT_TOKEN,
	startSandbox,
	VOIPBIN_ACCESS_KEY,
	type Sandbox,
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
	sandbox.voipbin.version = '2022';
	sandbox.nexora.limits = false;
});

/** Asks with a made-up value for every id in the path. */
const ask = async (service: string, method: string, path: string, headers = {}) =>
	await fetch(`${sandbox.url}/${service}${path.replace(/:\w+/g, 'x')}`, { method, headers });

describe.each(ENDPOINTS)('$service: $method $path', ({ service, method, path }) => {
	it('answers, and is called like this in the log', async () => {
		const { accessToken } = sandbox.nexora.state.account;
		const answer = await ask(service, method, path, {
			'x-private-api-token': PACT_TOKEN,
			cookie: `accesskey=${VOIPBIN_ACCESS_KEY}; access_token=${accessToken}; refresh_token=${NEXORA_REFRESH_TOKEN}`,
		});
		expect(await answer.text()).not.toMatch(/no such endpoint|Cannot /);
		expect(sandbox.requests).toEqual([
			expect.objectContaining({ service, method, route: path, status: answer.status }),
		]);
		expect(answer.status).not.toBe(401);
	});
});

it.each(ENDPOINTS.filter(({ path }) => !path.startsWith('/auth/')))(
	'$service: $method $path is closed to strangers',
	async ({ service, method, path }) => {
		expect((await ask(service, method, path)).status).toBe(401);
	},
);

import {
	NEXORA_EMAIL,
	NEXORA_PASSWORD,
	NEXORA_REFRESH_TOKEN,
	startSandbox,
	type NexoraService,
	type Sandbox,
} from '../../../sandbox/sandbox.ts';

/** A sandbox for a file of tests, fresh for each. */
export let sandbox: Sandbox;
export let nexora: NexoraService;
export let conversationId: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	nexora = sandbox.nexora;
});

afterAll(async () => {
	await sandbox.close();
});

beforeEach(() => {
	sandbox.reset();
	nexora.limits = false;
	conversationId = nexora.state.conversations[0]!.id;
});

export const INTERNAL = { statusCode: 500, message: 'Internal server error' };

export const conversation = (given = {}) => ({
	botId: nexora.state.bots[0]!.id,
	room: 'a room',
	integrationType: 'website',
	sender: 'someone',
	humanHandle: false,
	...given,
});

export const message = (given = {}) => ({
	conversationId,
	message: { text: 'Привет 😀', type: 'text' },
	type: 'text',
	sentiment: 'netral',
	role: 'Bot',
	...given,
});

export const required = (name: string, expected: string, received = 'undefined') => ({
	code: 'invalid_type',
	expected,
	received,
	path: [name],
	message: received === 'undefined' ? 'Required' : `Expected ${expected}, received ${received}`,
});

export const tooSmall = (name: string) => ({
	code: 'too_small',
	minimum: 1,
	type: 'string',
	inclusive: true,
	exact: false,
	message: 'String must contain at least 1 character(s)',
	path: [name],
});

export const tooBig = (name: string, maximum: number) => ({
	code: 'too_big',
	maximum,
	type: 'string',
	inclusive: true,
	exact: false,
	message: `String must contain at most ${maximum} character(s)`,
	path: [name],
});

interface Options {
	cookie?: string;
	headers?: Record<string, string>;
	body?: URLSearchParams | string | object;
}

export async function call(method: string, endpoint: string, options: Options) {
	const { cookie = `access_token=${nexora.state.account.accessToken}`, headers, body } = options;
	const isRaw = body === undefined || typeof body === 'string' || body instanceof URLSearchParams;
	const response = await fetch(`${sandbox.url}/nexora${endpoint}`, {
		method,
		headers: { cookie, ...(isRaw ? {} : { 'content-type': 'application/json' }), ...headers },
		body: isRaw ? body : JSON.stringify(body),
	});
	const answer = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') && answer;
	return {
		status: response.status,
		headers: response.headers,
		cookies: response.headers.getSetCookie(),
		body: isJson ? JSON.parse(answer) : answer,
	};
}

export const get = async (endpoint: string) => await call('GET', endpoint, {});
export const post = async (endpoint: string, body: object) => await call('POST', endpoint, { body });
export const patch = async (endpoint: string, body: object) => await call('PATCH', endpoint, { body });
export const remove = async (endpoint: string) => await call('DELETE', endpoint, {});

export const refresh = async (token = NEXORA_REFRESH_TOKEN) =>
	await call('GET', '/auth/refresh', { cookie: `refresh_token=${token}` });
export const login = async (given = {}) =>
	await call('POST', '/auth/login', { body: { email: NEXORA_EMAIL, password: NEXORA_PASSWORD, ...given } });
export const verify = async (codeOTP: string) =>
	await call('POST', '/auth/otp-verification', { body: { codeOTP, email: NEXORA_EMAIL } });

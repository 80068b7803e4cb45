import { createHmac } from 'node:crypto';
import {
	startSandbox,
	VOIPBIN_ACCESS_KEY,
	VOIPBIN_PASSWORD,
	VOIPBIN_USERNAME,
	type Sandbox,
	type VoipbinService,
} from '../../../sandbox/sandbox.ts';
import { startReceiver, type Receiver } from '../receiver.ts';

/** A sandbox and a receiver of webhooks for a file of tests, fresh for each. */
export let sandbox: Sandbox;
export let voipbin: VoipbinService;
export let receiver: Receiver;

export const NOBODY = '00000000-0000-0000-0000-000000000000';
export const STRANGER = '99999999-9999-4999-8999-999999999999';

beforeAll(async () => {
	sandbox = await startSandbox({ webhookRetryMs: 10 });
	({ voipbin } = sandbox);
	receiver = await startReceiver();
});

afterAll(async () => {
	await sandbox.close();
	receiver.close();
});

beforeEach(() => {
	sandbox.reset();
	receiver.forget();
});

export const conversationOf = (wanted: string) => voipbin.state.conversations.find(({ type }) => type === wanted)!;
export const conversation = (type: string) => conversationOf(type).id;
export const messages = () => `/conversations/${conversation('line')}/messages`;

export const sign = (body: string) =>
	`sha256=${createHmac('sha256', voipbin.state.customer.webhookSecret).update(body).digest('hex')}`;

export async function call(
	method: string,
	endpoint: string,
	body?: unknown,
	credential = `accesskey=${VOIPBIN_ACCESS_KEY}`,
) {
	const url = `${sandbox.url}/voipbin/v1.0${endpoint}${endpoint.includes('?') ? '&' : '?'}${credential}`;
	const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
	const response = await fetch(url, { method, body: sent, headers: { 'content-type': 'application/json' } });
	const answer = await response.text();
	return { status: response.status, headers: response.headers, json: answer ? JSON.parse(answer) : undefined };
}

export const get = async (endpoint: string) => await call('GET', endpoint);
export const post = async (endpoint: string, body?: unknown) => await call('POST', endpoint, body);
export const put = async (endpoint: string, body: object) => await call('PUT', endpoint, body);

export async function login(): Promise<string> {
	const response = await fetch(`${sandbox.url}/voipbin/auth/login`, {
		method: 'POST',
		body: JSON.stringify({ username: VOIPBIN_USERNAME, password: VOIPBIN_PASSWORD }),
	});
	const { username, token } = (await response.json()) as { username: string; token: string };
	expect(username).toBe(VOIPBIN_USERNAME);
	return token;
}

/** Registers the receiver as the customer's webhook. */
export async function listen(method = 'POST'): Promise<void> {
	await put('/customer', { webhook_method: method, webhook_uri: receiver.url });
}

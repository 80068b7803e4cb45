// The one place where these files touch the rest of the project.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Credential } from '../../playground/n8n-api.ts';
import { services } from '../../playground/services.ts';
import {
	NEXORA_REFRESH_TOKEN,
	PACT_TOKEN,
	VOIPBIN_ACCESS_KEY,
	VOIPBIN_PASSWORD,
	VOIPBIN_USERNAME,
	type Sandbox,
} from '../../sandbox/sandbox.ts';
import { signatureHeader } from '../../sandbox/voipbin/signature.ts';

export { N8nApi, type Credential, type Workflow, type WorkflowNode } from '../../playground/n8n-api.ts';
export { environmentOf, installPackage, N8N_BIN } from '../../playground/n8n.ts';
export { OWNER } from '../../playground/owner.ts';
export { packedPackage } from '../../playground/package.ts';
export { freePort } from '../../playground/ports.ts';
export { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';

export const { nexora, pact, voipbin } = services;

const PLAYGROUND = path.join(import.meta.dirname, '..', '..', 'playground');

/** The n8n that is measured. */
export const n8nVersion = (): string =>
	JSON.parse(readFileSync(path.join(PLAYGROUND, 'node_modules', 'n8n', 'package.json'), 'utf8')).version;

/** What a service posts: the bytes, and the headers it adds. */
export interface Posted {
	headers: Record<string, string>;
	body: string;
}

/** VoIPbin's webhook for a customer's message, signed. */
export function voipbinWebhook({ voipbin }: Sandbox, text: string): Posted {
	const conversationId = voipbin.state.conversations[0]!.id;
	const message = voipbin.draft({ conversationId, direction: 'incoming', text });
	const body = JSON.stringify(voipbin.payloads.conversationMessageCreated(message));
	return { headers: signatureHeader(voipbin.state.customer.webhookSecret, body), body };
}

/** Pact's webhook for a customer's message; Pact does not sign. */
export function pactWebhook({ pact }: Sandbox, text: string): Posted {
	const conversationId = pact.state.conversations[0]!.id;
	const message = pact.addMessage({ conversationId, text, income: true });
	return { headers: {}, body: JSON.stringify(pact.p2.payloads.message('create', message)) };
}

/** Where a service calls now; undefined when it was told nothing. */
export const addresses = ({ pact, voipbin }: Sandbox) => ({
	voipbin: voipbin.state.customer.webhookUri || undefined,
	pact: pact.state.webhooks.find(({ active }) => active)?.url,
});

/** Every address a service reports to, and how. */
export const standing = ({ pact, voipbin }: Sandbox) => ({
	voipbin: [`${voipbin.state.customer.webhookMethod} ${voipbin.state.customer.webhookUri}`],
	pact: pact.state.webhooks.map(({ url, active }) => `${active ? 'active' : 'inactive'} ${url}`),
	pactP1: [`POST ${pact.state.companies[0]!.webhookUrl}`],
});

/** Another system is registered at every service. */
export function occupy({ pact, voipbin }: Sandbox, address: string): void {
	Object.assign(voipbin.state.customer, { webhookUri: address, webhookMethod: 'PUT' });
	pact.addWebhook({ companyId: 1, url: address });
	pact.state.companies[0]!.webhookUrl = address;
}

/** The conversations that messages are sent to, and what their phones have received from the business. */
export const recipients = ({ pact, voipbin }: Sandbox) => ({
	voipbin: voipbin.state.conversations[0]!.id,
	pact: String(pact.state.conversations[0]!.id),
});

export function received({ pact, voipbin }: Sandbox): string[] {
	const phones = [
		...voipbin.state.conversations.map(({ id }) => voipbin.phone(id)),
		...pact.state.conversations.map(({ id }) => pact.phone(id)),
	];
	return phones
		.flat()
		.filter(({ from }) => from === 'business')
		.map(({ text }) => text);
}

/** Customers of Pact's in WhatsApp; returns the conversations they have. */
export function newCustomers({ pact }: Sandbox, count: number): number[] {
	const channelId = pact.state.channels[0]!.id;
	return Array.from({ length: count }, (_, number) => {
		const phone = String(79_260_000_000 + number);
		return pact.addConversation({ channelId, name: `Customer ${number + 1}`, phone }).id;
	});
}

/** A customer writes on the phone; Pact calls the address it was told. */
export function customerWrites({ pact }: Sandbox, conversationId: number, text: string): void {
	pact.customerWrites(conversationId, { text });
}

/** A colleague writes in Pact's own inbox; Pact tells that too. */
export function personWrites({ pact }: Sandbox, conversationId: number, text: string): void {
	const message = pact.addMessage({ conversationId, text, income: false, ack: 2 });
	pact.p1.notify(1, String(conversationId), pact.p1.payloads.messageNew(message));
}

/** What was said in a conversation of Pact's, in the order in which the customer's phone shows it. */
export const saidIn = ({ pact }: Sandbox, conversationId: number) =>
	pact.phone(conversationId).map(({ from, text, at }) => ({ from, text, at: Date.parse(at) }));

/** Pact's P1 calls this address from now on. */
export function tellAt({ pact }: Sandbox, address: string): void {
	pact.state.companies[0]!.webhookUrl = address;
}

/** Pact delivers what it is sent before it answers, so what lies between look and send is the node's. */
export function deliverAtOnce({ pact }: Sandbox): void {
	pact.jobs = 'sync';
}

/** How long Pact's P1 waits until it repeats a webhook; returns what puts it back. */
export function repeatAfter({ pact }: Sandbox, ms: number): () => void {
	const { rules } = pact.p1.sender;
	const before = rules.repeatMs;
	rules.repeatMs = ms;
	return () => (rules.repeatMs = before);
}

/** Resolves when Pact has no webhook left to deliver or to repeat. */
export async function allTold({ pact }: Sandbox): Promise<void> {
	await pact.idle();
}

/** The texts of customers' messages that Pact could tell the address it knows. */
export function toldTexts({ pact }: Sandbox): Set<string> {
	const delivered = pact.webhooks.filter(({ state }) => state === 'delivered');
	return new Set(delivered.map(({ body }) => String((body as { data?: { message?: string } }).data?.message)));
}

/** A second name of the sandbox: requests of a credential with it can be told apart. */
export const SECOND_NAME = 'localhost';

export const pactCredential = ({ url }: Sandbox, host = '127.0.0.1'): Credential =>
	pact.credential(url.replace('127.0.0.1', host));

/** A request for a conversation's messages, or one that sends there. */
export interface Asked {
	conversationId: number;
	isSend: boolean;
	/** How many messages were asked for. */
	count: number;
	/** Whether it came by the sandbox's second name. */
	bySecondName: boolean;
	at: number;
}

/** When the messages of a conversation were asked for the last time, by the sandbox's first name; 0 for never. */
export const lastReadAt = ({ requests }: Sandbox, conversationId: number): number =>
	requests.findLast(
		({ method, path: address, headers }) =>
			method === 'GET' &&
			address.endsWith(`/conversations/${conversationId}/messages`) &&
			!headers.host?.startsWith(SECOND_NAME),
	)?.at ?? 0;

/** What Pact's P1 was asked about conversations' messages, in order. */
export const askedAbout = ({ requests }: Sandbox): Asked[] =>
	requests
		.filter(({ route }) => route === '/p1/companies/:companyId/conversations/:conversationId/messages')
		.map(({ method, path: address, query, headers, at }) => ({
			conversationId: Number(address.split('/').at(-2)),
			isSend: method === 'POST',
			count: Number(query.per),
			bySecondName: String(headers.host).startsWith(SECOND_NAME),
			at,
		}));

/** Every service takes its time. */
export function slow({ pact, voipbin }: Sandbox, ms: number): void {
	pact.delay = ms;
	voipbin.delay = ms;
}

/** Customers of VoIPbin's in LINE who have not been written to; returns the conversations they have. */
export const subscribers = ({ voipbin }: Sandbox, count: number): string[] =>
	Array.from({ length: count }, (_, number) => {
		const target = `U${String(number).padStart(32, '0')}`;
		return voipbin.customerWrites({ type: 'line', target, name: `Subscriber ${number + 1}` }, { text: 'Hello' })
			.conversationId;
	});

/** A customer writes on the phone; VoIPbin calls the address it was told. */
export function subscriberWrites({ voipbin }: Sandbox, conversationId: string, text: string): void {
	voipbin.customerWrites(conversationId, { text });
}

/** VoIPbin tells once more what a customer wrote, byte by byte as before. */
export function tellAgain({ voipbin }: Sandbox, text: string): void {
	const told = voipbin.webhooks.findLast(({ body }) => JSON.stringify(body).includes(text));
	void voipbin.emit(told!.body);
}

/** The conversations of VoIPbin's into which the business wrote, once for each message. */
export const saidTo = ({ voipbin }: Sandbox): string[] =>
	voipbin.state.messages
		.filter(({ direction }) => direction === 'outgoing')
		.map(({ conversationId }) => conversationId);

/** What was signed in so far is signed out; the sandbox's Nexora stops counting requests, which is not the point here. */
export function endSessions({ voipbin, nexora }: Sandbox): void {
	nexora.limits = false;
	voipbin.expireTokens();
	nexora.expireAccess();
}

/** Everything that must not be read in any place of n8n, as it stands now. */
export const secrets = ({ pact, voipbin, nexora, requests }: Sandbox): Array<[what: string, secret: string]> => [
	['Pact API token', PACT_TOKEN],
	['VoIPbin access key', VOIPBIN_ACCESS_KEY],
	['VoIPbin password', VOIPBIN_PASSWORD],
	['VoIPbin webhook secret', voipbin.state.customer.webhookSecret],
	...[
		...pact.state.webhooks.map(({ url }) => url),
		...pact.state.companies.map(({ webhookUrl }) => webhookUrl),
	].flatMap((address): Array<[string, string]> => {
		const key = address && new URL(address).searchParams.get('triggerKey');
		return key ? [["key of Pact's address", key]] : [];
	}),
	['Nexora refresh token', NEXORA_REFRESH_TOKEN],
	...Object.keys(nexora.state.signed).map((token): [string, string] => ['Nexora token', token]),
	...requests
		.filter(({ service, query }) => service === 'voipbin' && typeof query.token === 'string')
		.map(({ query }): [string, string] => ['VoIPbin session token', String(query.token)]),
];

/** How often a service gave out a new session. */
export const renewals = ({ requests }: Sandbox, of: 'voipbin' | 'nexora'): number =>
	requests.filter(({ service, route }) => service === of && /\/auth\/(login|refresh)$/.test(route)).length;

/** Whether an error leaves open what became of a message, in the words of the nodes. */
export const leavesOpen = (error: string): boolean => /not certain|uncertain|may have/i.test(error);

/** VoIPbin's credential with a user name and a password. */
export const VOIPBIN_LOGIN = {
	authentication: 'login',
	username: VOIPBIN_USERNAME,
	password: VOIPBIN_PASSWORD,
};

import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import {
	NEXORA_REFRESH_TOKEN,
	PACT_TOKEN,
	startSandbox,
	VOIPBIN_ACCESS_KEY,
	type Sandbox,
} from '../../sandbox/sandbox.ts';
import { createEngine, type Engine, type Trigger } from '../engine/harness.ts';
import { id } from '../engine/world.ts';

type Id = string | number;

/** A service in one of its versions, as far as sending and reading go. */
interface Service {
	node: 'pact' | 'voipbin' | 'nexora';
	credential(sandbox: Sandbox): ICredentialDataDecryptedObject;
	/** What every operation has. */
	common: INodeParameters;
	/** The operation that writes to a customer, beside conversation and text. */
	send: INodeParameters;
	/** Has the server be one of this version, with or without the published rates. */
	begin(sandbox: Sandbox, rates: boolean): void;
	/** Another conversation. */
	converse(sandbox: Sandbox, number: number): Id;
	customerWrites(sandbox: Sandbox, conversation: Id, text: string): void;
	/** Somebody of the business writes in the service's own app. */
	personWrites(sandbox: Sandbox, conversation: Id, text: string): void;
	/** What the phone of a conversation's customer shows. */
	phone(sandbox: Sandbox, conversation: Id): Array<{ from: string; text: string }>;
}

/** The fields of credentials that anybody may read. */
const OPEN = ['baseUrl', 'authentication'];

const pact = (version: 'p1' | 'p2'): Service => ({
	node: 'pact',
	credential: ({ url }) => ({ apiToken: PACT_TOKEN, baseUrl: `${url}/pact` }),
	common: { apiVersion: version, companyId: id(1) },
	send: { resource: 'message', operation: 'send' },
	begin: (sandbox, rates) => (sandbox.pact.limits = { p1: false, p2: rates }),
	converse: ({ pact }, number) => {
		const channel = pact.state.channels.find(({ provider }) => provider === 'whatsapp')!;
		return pact.addConversation({ channelId: channel.id, name: `Customer ${number}` }).id;
	},
	customerWrites: ({ pact }, conversation, text) => void pact.customerWrites(Number(conversation), { text }),
	personWrites: ({ pact }, conversation, text) =>
		void pact.addMessage({ conversationId: Number(conversation), text, income: false }),
	phone: ({ pact }, conversation) => pact.phone(Number(conversation)),
});

const voipbin: Service = {
	node: 'voipbin',
	credential: ({ url }) => ({
		authentication: 'accessKey',
		accessKey: VOIPBIN_ACCESS_KEY,
		baseUrl: `${url}/voipbin`,
	}),
	common: {},
	send: { resource: 'message', operation: 'send' },
	begin: (sandbox, rates) => (sandbox.voipbin.limits = rates),
	converse: ({ voipbin }, number) =>
		voipbin.addConversation({ type: 'line', peer: { target: `U${number}`, targetName: `Customer ${number}` } }).id,
	customerWrites: ({ voipbin }, conversation, text) => void voipbin.customerWrites(String(conversation), { text }),
	personWrites: ({ voipbin }, conversation, text) =>
		void voipbin.addMessage({ conversationId: String(conversation), direction: 'outgoing', text }),
	phone: ({ voipbin }, conversation) => voipbin.phone(String(conversation)),
};

const nexora = (version: 'current' | 'document'): Service => ({
	node: 'nexora',
	credential: ({ url, nexora }) => ({
		authentication: 'refreshToken',
		refreshToken: NEXORA_REFRESH_TOKEN,
		baseUrl: `${url}/nexora`,
		sessionToken: nexora.state.account.accessToken,
	}),
	common: { apiVersion: version },
	send: { resource: 'message', operation: 'create', type: 'text', role: 'Bot' },
	begin: ({ nexora }, rates) => Object.assign(nexora, { version, limits: rates }),
	converse: ({ nexora }) => nexora.addConversation().id,
	customerWrites: ({ nexora }, conversation, text) => void nexora.customerWrites(String(conversation), { text }),
	personWrites: ({ nexora }, conversation, text) =>
		void nexora.addMessage({ conversationId: String(conversation), message: { text, type: 'text' }, role: 'CS' }),
	phone: ({ nexora }, conversation) => nexora.phone(String(conversation)),
});

const SERVICES = {
	'Pact p1': pact('p1'),
	'Pact p2': pact('p2'),
	VoIPbin: voipbin,
	'Nexora current': nexora('current'),
	'Nexora document': nexora('document'),
} satisfies Record<string, Service>;

export type SubjectName = keyof typeof SERVICES;
export const SUBJECTS = Object.keys(SERVICES) as SubjectName[];

const engineFor = async ({ node, credential }: Service, sandbox: Sandbox): Promise<Engine> =>
	await createEngine({ credentials: { [`${node}Api`]: credential(sandbox) } });

/** A service, an n8n whose credential points at it, and customers who write and read. */
export class Subject {
	readonly name: SubjectName;
	readonly sandbox: Sandbox;
	engine: Engine;
	readonly #service: Service;
	/** What n8n keeps beside the token of a session, to know whose it is. */
	readonly #sessionOwner: unknown;
	#customers = 0;

	private constructor(name: SubjectName, sandbox: Sandbox, engine: Engine) {
		this.name = name;
		this.#service = SERVICES[name];
		this.sandbox = sandbox;
		this.engine = engine;
		this.#sessionOwner = engine.credentials[`${this.#service.node}Api`]?.sessionOwner;
	}

	static async open(name: SubjectName): Promise<Subject> {
		const sandbox = await startSandbox({ webhookRetryMs: 20 });
		const engine = await engineFor(SERVICES[name], sandbox);
		await engine.testCredential(`${SERVICES[name].node}Api`);
		return new Subject(name, sandbox, engine);
	}

	/** Another process of the same n8n. */
	async beside(): Promise<Engine> {
		// a process loads its nodes when it first needs them, and not those of the next
		await this.engine.run({ ...this.sends(), items: [] });
		return await createEngine({ credentials: this.engine.credentials });
	}

	/** Goes on with an n8n that remembers nothing. */
	async begin(): Promise<void> {
		await this.engine.close();
		this.engine = await engineFor(this.#service, this.sandbox);
	}

	/** Begins anew: fresh data, no faults. */
	refresh({ rates = false, signedIn = true } = {}): void {
		this.sandbox.reset();
		this.#service.begin(this.sandbox, rates);
		const credential = this.#service.credential(this.sandbox);
		if (signedIn) credential.sessionOwner = this.#sessionOwner as string;
		else credential.sessionToken = '';
		this.engine.credentials[`${this.#service.node}Api`] = credential;
	}

	async close(): Promise<void> {
		await this.engine.close();
		await this.sandbox.close();
	}

	/** What the credential holds now and nobody may see. */
	get secrets(): string[] {
		const entries = Object.entries(this.engine.credentials[`${this.#service.node}Api`]!);
		const isSecret = (name: string, value: unknown): value is string =>
			!OPEN.includes(name) && typeof value === 'string' && value !== '';
		return entries.flatMap(([name, value]) => (isSecret(name, value) ? [value] : []));
	}

	get type(): string {
		return `n8n-nodes-conversations.${this.#service.node}`;
	}

	get common(): INodeParameters {
		return this.#service.common;
	}

	/** The service as the sandbox plays it. */
	get played() {
		return this.sandbox[this.#service.node];
	}

	/** So many conversations with customers who are new. */
	conversations(count: number): Id[] {
		return Array.from({ length: count }, () => this.#service.converse(this.sandbox, ++this.#customers));
	}

	customerWrites(conversation: Id, text: string): void {
		this.#service.customerWrites(this.sandbox, conversation, text);
	}

	personWrites(conversation: Id, text: string): void {
		this.#service.personWrites(this.sandbox, conversation, text);
	}

	/** What the business wrote in a conversation, as its customer sees it, when all that was under way has arrived. */
	async received(conversation: Id): Promise<string[]> {
		await this.played.work.idle();
		return this.#service
			.phone(this.sandbox, conversation)
			.filter(({ from }) => from === 'business')
			.map(({ text }) => text);
	}

	/** The node that sends `text` of every item to its `conversation`. */
	sends(options: IDataObject = {}) {
		return this.#node({ ...this.#service.send, text: '={{ $json.text }}', options });
	}

	/** The node that collects the burst which the message of every item belongs to. */
	collects(parameters: IDataObject) {
		return this.#node({ resource: 'message', operation: 'collect', ...parameters }, '');
	}

	/** The node that answers what was collected. */
	answers(text: string, options: IDataObject) {
		return this.#node({ ...this.#service.send, text, options }, '');
	}

	/** The node that reads all messages of the `conversation` of every item. */
	reads(options: IDataObject = {}) {
		return this.#node({ resource: 'message', operation: 'getAll', returnAll: true, options });
	}

	/** The workflow that starts with this service, not yet published. */
	trigger(parameters: IDataObject, webhookId?: string): Trigger {
		const given = { ...this.common, ...parameters } as INodeParameters;
		return this.engine.trigger({ type: `${this.type}Trigger`, parameters: given, webhookId });
	}

	#node(parameters: IDataObject, conversation = '={{ $json.conversation }}') {
		const conversationId = id(conversation);
		return { type: this.type, parameters: { ...this.common, ...parameters, conversationId } as INodeParameters };
	}
}

// The sandbox in a process of its own, so that what is measured shares nothing with its peer.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { startSandbox } from '../sandbox/sandbox.ts';

/** What Pact's sandbox is to be like. */
export interface Setup {
	/** Milliseconds until an answer. */
	delay?: number;
	conversations?: number;
	/** Messages in the first conversation. */
	messages?: number;
	/** Bytes of the files that can be downloaded. */
	files?: number[];
}

interface Told {
	url: string;
	conversations: number[];
	files: string[];
}

/** What reached it. */
export interface Arrived {
	requests: number;
	refusals: number;
	/** Messages on the customers' phones, how many of them for the second time, and whether each phone has them in order. */
	messages: number;
	doubled: number;
	inOrder: boolean;
}

export interface Peer extends Told {
	/** What arrived since it was asked last. */
	arrived(): Promise<Arrived>;
	close(): void;
}

/** Starts the sandbox; every conversation is another customer's. */
export async function startPeer(setup: Setup = {}): Promise<Peer> {
	const process = fork(fileURLToPath(import.meta.url), [JSON.stringify(setup)]);
	const [told] = (await once(process, 'message')) as [Told];
	return {
		...told,
		async arrived() {
			process.send('arrived');
			const [arrived] = (await once(process, 'message')) as [Arrived];
			return arrived;
		},
		close: () => process.disconnect(),
	};
}

async function serve({ delay = 0, conversations = 1, messages = 0, files = [] }: Setup): Promise<void> {
	const sandbox = await startSandbox();
	const { pact, requests } = sandbox;
	const channel = pact.state.channels.find(({ provider }) => provider === 'whatsapp')!;
	const customers = Array.from({ length: conversations }, (_, number) =>
		pact.addConversation({ channelId: channel.id, name: `Customer ${number}` }),
	);
	const [first] = customers;
	for (let number = 0; number < messages; number++)
		pact.addMessage({ conversationId: first!.id, text: `Message ${number}`, income: number % 2 === 0 });
	const kept = files.map((size) =>
		pact.addAttachment({
			companyId: first!.companyId,
			conversationId: first!.id,
			fileName: `${size}.bin`,
			mimeType: 'application/octet-stream',
			size,
			sha256: null,
			content: null,
			generated: true,
		}),
	);
	pact.delay = delay;
	process.on('disconnect', () => void sandbox.close());
	process.on('message', () => {
		void pact.idle().then(() => {
			const phones = customers.map(({ id }) => pact.phone(id).filter(({ from }) => from === 'business'));
			const texts = phones.flat().map(({ text }) => text);
			const inOrder = phones.every((own) =>
				own.every(({ text }, index) => index === 0 || Number(own[index - 1]!.text) < Number(text)),
			);
			const refusals = requests.filter(({ status }) => status === 429).length;
			const doubled = texts.length - new Set(texts).size;
			process.send!({ requests: requests.length, refusals, messages: texts.length, doubled, inOrder });
			requests.length = 0;
		});
	});
	process.send!({
		url: sandbox.url,
		conversations: customers.map(({ id }) => id),
		files: kept.map(({ id, fileName }) => `${sandbox.url}/files/pact/${id}/${fileName}`),
	} satisfies Told);
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) await serve(JSON.parse(process.argv[2]!));

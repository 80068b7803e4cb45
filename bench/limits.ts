// `npm run bench:limits`: Pact's published rates, kept. Real minutes: about four.
import { createEngine } from '../test/engine/harness.ts';
import { PACT_TOKEN, startSandbox } from '../sandbox/sandbox.ts';

const SENDS = 120;
const CONVERSATIONS = 40;
const LIST = 1000;

const sandbox = await startSandbox();
const { pact } = sandbox;
const engine = await createEngine({
	credentials: { pactApi: { apiToken: PACT_TOKEN, baseUrl: `${sandbox.url}/pact` } },
});
const { id: channelId } = pact.state.channels.find(({ provider }) => provider === 'whatsapp')!;
const customers = Array.from({ length: CONVERSATIONS }, (_, number) =>
	pact.addConversation({ channelId, name: `Customer ${number}` }),
);

const refusals = () => sandbox.requests.filter(({ status }) => status === 429).length;

async function run(parameters: Record<string, unknown>, items = [{ json: {} }]) {
	sandbox.requests.length = 0;
	const start = performance.now();
	const type = 'n8n-nodes-conversations.pact';
	const result = await engine.run({
		type,
		parameters: { apiVersion: 'p2', companyId: 1, ...parameters },
		items,
	});
	if (result.error) throw result.error;
	return { ...result, seconds: (performance.now() - start) / 1000 };
}

const items = Array.from({ length: SENDS }, (_, number) => ({
	json: { number, conversation: customers[number % CONVERSATIONS]!.id },
}));
const send = {
	resource: 'message',
	operation: 'send',
	conversationId: '={{ $json.conversation }}',
	text: '={{ $json.number }}',
};
const sent = await run(send, items);
await pact.idle();
const arrived = customers.map(({ id }) => pact.phone(id).map(({ text }) => Number(text)));
const inOrder = arrived.every((numbers) =>
	numbers.every((number, index) => index === 0 || number > numbers[index - 1]!),
);
const all = arrived.flat();
// 30 a minute: the last of 120 may go when the 90th is a minute old
const optimum = (Math.ceil(SENDS / 30) - 1) * 60 + 5;
console.log(`${SENDS} sends into ${CONVERSATIONS} conversations, at most 5 a second and 30 a minute`);
console.log(`  ${sent.seconds.toFixed(1)} s beside ${optimum} s that the rates allow`);
console.log(`  refusals ${refusals()}, lost ${SENDS - new Set(all).size}, doubled ${all.length - new Set(all).size}`);
console.log(
	`  order within a conversation ${inOrder ? 'kept' : 'NOT kept'}; hint: ${sent.hints.map(({ message }) => message).join(' ')}`,
);

for (let number = pact.state.conversations.length; number < LIST; number++) {
	pact.addConversation({ channelId, name: `Customer ${number}` });
}
const listed = await run({ resource: 'conversation', operation: 'getAll', returnAll: true });
const pages = sandbox.requests.length;
console.log(`Return All over ${LIST} conversations, at most 10 requests a minute`);
console.log(`  ${pages} requests, ${refusals()} refusals, ${listed.items[0]?.length} conversations`);
console.log(`  ${listed.seconds.toFixed(1)} s beside ${(Math.ceil(pages / 10) - 1) * 60} s that the rate allows`);

await engine.close();
await sandbox.close();

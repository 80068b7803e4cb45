import { createEngine } from '../../test/engine/harness.ts';
import { PACT_TOKEN } from '../../sandbox/sandbox.ts';
import { part } from '../part.ts';
import { startPeer } from '../peer.ts';
import { table, times } from '../words.ts';

const SENDS = 120;
const CONVERSATIONS = 40;
const LIST = 1000;
/** As many as P2 gives at once. */
const PAGE = 150;
/** 30 a minute: the last of 120 may go when the 90th is a minute old, and its answer comes at once. */
const least = (requests: number, perMinute: number) => (Math.ceil(requests / perMinute) - 1) * 60;
/** Before the first minute is over, 30 messages go at 5 a second. */
const LAST_BURST_SECONDS = 5;

interface Found {
	sends: {
		count: number;
		seconds: number;
		least: number;
		refusals: number;
		lost: number;
		doubled: number;
		inOrder: boolean;
	};
	list: {
		conversations: number;
		requests: number;
		leastRequests: number;
		seconds: number;
		least: number;
		refusals: number;
	};
}

export const limits = part<Found>({
	title: 'Sending and listing within published rates',
	waits: true,

	async measure(isSmall) {
		const count = isSmall ? 20 : SENDS;
		const peer = await startPeer({ conversations: isSmall ? 150 : LIST });
		const engine = await createEngine({
			credentials: { pactApi: { apiToken: PACT_TOKEN, baseUrl: `${peer.url}/pact` } },
		});
		const run = async (parameters: Record<string, unknown>, items = [{ json: {} }]) => {
			const began = performance.now();
			const result = await engine.run({
				type: 'n8n-nodes-conversations.pact',
				parameters: { apiVersion: 'p2', companyId: 1, ...parameters },
				items,
			});
			if (result.error) throw result.error;
			return { ...result, seconds: (performance.now() - began) / 1000 };
		};
		const sent = await run(
			{
				resource: 'message',
				operation: 'send',
				conversationId: '={{ $json.conversation }}',
				text: '={{ $json.number }}',
			},
			Array.from({ length: count }, (_, number) => ({
				json: { number, conversation: peer.conversations[number % CONVERSATIONS]! },
			})),
		);
		const sends = await peer.arrived();
		const listed = await run({ resource: 'conversation', operation: 'getAll', returnAll: true });
		const list = await peer.arrived();
		const conversations = listed.items[0]?.length ?? 0;
		await engine.close();
		peer.close();
		return {
			sends: {
				count,
				seconds: sent.seconds,
				least: least(count, 30) + Math.min(LAST_BURST_SECONDS, count / 5 - 1),
				refusals: sends.refusals,
				lost: count - (sends.messages - sends.doubled),
				doubled: sends.doubled,
				inOrder: sends.inOrder,
			},
			list: {
				conversations,
				requests: list.requests,
				leastRequests: Math.ceil(conversations / PAGE),
				seconds: listed.seconds,
				least: least(list.requests, 10),
				refusals: list.refusals,
			},
		};
	},

	aims: ({ sends, list }) => [
		{
			what: `${sends.count} sends beside what Pact's published rates allow`,
			aim: '≤ 1.05 ×',
			found: times(sends.seconds / sends.least),
			isMet: sends.seconds <= sends.least * 1.05,
			reason: 'A request counts until its answer is there, so that the rate holds at the service too.',
		},
		{
			what: 'Return All: requests',
			aim: 'the least possible',
			found: `${list.requests} of ${list.leastRequests}`,
			isMet: list.requests <= list.leastRequests,
			reason: 'The service says on the last full page that there is one more.',
		},
		{
			what: 'Refusals (HTTP 429)',
			aim: '0',
			found: String(sends.refusals + list.refusals),
			isMet: sends.refusals + list.refusals === 0,
			reason: '',
		},
	],

	chapter: ({ sends, list }) => ({
		text: `Pact's P2 takes 5 messages a second and 30 a minute, and 10 lists of conversations a minute. Real minutes.

${table(
	['', 'requests', 'time', 'that the rates allow', 'refused'],
	[
		[
			`${sends.count} messages into ${CONVERSATIONS} conversations`,
			String(sends.count),
			`${sends.seconds.toFixed(1)} s`,
			`${sends.least} s`,
			String(sends.refusals),
		],
		[
			`Return All over ${list.conversations.toLocaleString('en')} conversations`,
			String(list.requests),
			`${list.seconds.toFixed(1)} s`,
			`${list.least} s`,
			String(list.refusals),
		],
	],
)}

On the customers' phones: ${sends.lost} lost, ${sends.doubled} twice, the order within each conversation ${sends.inOrder ? 'kept' : 'NOT kept'}.`,
	}),
});

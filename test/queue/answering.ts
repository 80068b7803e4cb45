// The workflows that answer customers of Pact's: as docs/conversations.md has it, and as it is built by hand.
import { randomUUID } from 'node:crypto';
import type { House } from './house/house.ts';
import { pactCredential, SECOND_NAME, type Credential } from './project.ts';
import { company, credentialIn, inARow, type Node } from './workflows.ts';

/** How long a customer must be silent. */
export const SILENCE_MS = 2000;
/** How long an agent thinks. */
export const THOUGHT_MS = 1000;

/** When the sweep takes somebody for left waiting: longer than anybody pauses within a burst. */
const SWEPT_AFTER_MINUTES = 1;

/** What an answer begins with, and one that the sweep gives. */
export const ANSWER = 'Answer to: ';
export const LATE_ANSWER = 'Late answer to: ';

export interface Published {
	id: string;
	/** How many nodes it takes, without the one that stands for an agent. */
	nodes: number;
}

const pause = (ms: number): Node => ({
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'timeInterval', amount: ms / 1000, unit: 'seconds' },
	webhookId: randomUUID(),
});

/** In place of an AI agent. */
const agent = pause(THOUGHT_MS);

async function publish(house: House, name: string, nodes: Record<string, Node>): Promise<Published> {
	const { id } = await house.api.createWorkflow(inARow(name, nodes));
	await house.api.publish(id);
	return { id, nodes: Object.values(nodes).filter((node) => node !== agent).length };
}

async function nodeOfPact(house: House, credential: Credential) {
	const credentials = await credentialIn(house, credential);
	return (parameters: object, type = 'pact'): Node => ({
		type: `n8n-nodes-conversations.${type}`,
		// no rates are published for P1: those of P2 would stretch a thousand bursts over hours
		parameters: { apiVersion: 'p1', ...parameters },
		credentials,
	});
}

/** Trigger → Collect → agent → Send: nothing is named, neither company nor conversation. */
export async function publishAnswering(house: House): Promise<Published> {
	const pact = await nodeOfPact(house, pactCredential(house.sandbox));
	return await publish(house, 'Answer bursts', {
		Trigger: {
			...pact({ companyId: company, events: ['incomingMessage'], options: {} }, 'pactTrigger'),
			webhookId: randomUUID(),
		},
		Collect: pact({ resource: 'message', operation: 'collect', silence: SILENCE_MS / 1000 }),
		Agent: agent,
		Send: pact({
			resource: 'message',
			operation: 'send',
			text: `=${ANSWER}{{ $json.chatInput }}`,
			options: { ifOvertaken: 'skip' },
		}),
	});
}

/** Schedule → Get Unanswered → Send, every few seconds; its requests go to the sandbox by its second name. */
export async function publishSweep(house: House): Promise<Published> {
	const pact = await nodeOfPact(house, pactCredential(house.sandbox, SECOND_NAME));
	return await publish(house, 'Answer who was left waiting', {
		Schedule: {
			type: 'n8n-nodes-base.scheduleTrigger',
			typeVersion: 1.2,
			parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 10 }] } },
		},
		Unanswered: pact({
			resource: 'conversation',
			operation: 'getUnanswered',
			companyId: company,
			olderThan: SWEPT_AFTER_MINUTES,
			returnAll: true,
		}),
		Send: pact({
			resource: 'message',
			operation: 'send',
			text: `=${LATE_ANSWER}{{ $json.chatInput }}`,
			options: { ifOvertaken: 'skip' },
		}),
	});
}

const only = (condition: string): Node => ({
	type: 'n8n-nodes-base.filter',
	typeVersion: 2.2,
	parameters: {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			conditions: [
				{
					id: randomUUID(),
					leftValue: `={{ ${condition} }}`,
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
			combinator: 'and',
		},
	},
});

const WEBHOOK = "$('Webhook').item.json.body.data";
const LIST = `={{ 'burst ' + ${WEBHOOK}.conversation_id }}`;

/** What is built by hand today: a list in Redis, a wait, and whoever finds the own message last answers the list. */
export async function publishUsualWay(house: House): Promise<Published & { path: string }> {
	const pact = await nodeOfPact(house, pactCredential(house.sandbox));
	const data = { host: '127.0.0.1', port: house.redisPort, database: 0, password: '', user: '', ssl: false };
	const credentials = await credentialIn(house, { name: 'Redis', type: 'redis', data });
	const redis = (parameters: object): Node => ({
		type: 'n8n-nodes-base.redis',
		parameters: { ...parameters },
		credentials,
	});
	const path = randomUUID();
	const published = await publish(house, 'Answer bursts, built by hand', {
		Webhook: {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { httpMethod: 'POST', path, options: {} },
			webhookId: path,
		},
		Incoming: only("$json.body.event === 'new' && $json.body.data.income === true"),
		Push: redis({
			operation: 'push',
			list: LIST,
			messageData: `={{ JSON.stringify({ id: ${WEBHOOK}.external_id, text: ${WEBHOOK}.message }) }}`,
			tail: true,
		}),
		Wait: pause(SILENCE_MS),
		Get: redis({ operation: 'get', propertyName: 'list', key: LIST, keyType: 'list', options: {} }),
		Last: only(`JSON.parse(($json.list ?? []).at(-1) ?? '{}').id === ${WEBHOOK}.external_id`),
		Delete: redis({ operation: 'delete', key: LIST }),
		Text: {
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				assignments: {
					assignments: [
						{
							id: randomUUID(),
							name: 'chatInput',
							type: 'string',
							value: "={{ $json.list.map((entry) => JSON.parse(entry).text).join('\\n') }}",
						},
					],
				},
				options: {},
			},
		},
		Agent: agent,
		Send: pact({
			resource: 'message',
			operation: 'send',
			companyId: company,
			conversationId: { __rl: true, mode: 'id', value: `={{ ${WEBHOOK}.conversation_id }}` },
			text: `=${ANSWER}{{ $json.chatInput }}`,
			options: {},
		}),
	});
	return { ...published, path: `/webhook/${path}` };
}

import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { post as sendTo } from '../../../sandbox/common/post.ts';
import type { Trigger } from '../../engine/harness.ts';
import type { Subject, SubjectName } from '../subjects.ts';
import { demand, property } from './property.ts';

const CALLED: SubjectName[] = ['Pact p1', 'Pact p2', 'VoIPbin'];
const RUNS = 300;

const EVENTS = ['incomingMessage', 'outgoingMessage', 'conversationNew', 'conversationUpdated'];

interface Call {
	body: Uint8Array<ArrayBuffer>;
	contentType?: string;
	signature: 'right' | 'wrong' | 'none';
}

type Json = Record<string, unknown>;

/** Where a value may stand in a body. */
function placesOf(value: unknown, place: string[] = []): string[][] {
	if (typeof value !== 'object' || value === null) return [place];
	return [place, ...Object.entries(value).flatMap(([key, nested]) => placesOf(nested, [...place, key]))];
}

/** A body with another value at one of its places. */
function altered(body: Json, number: number, value: unknown): unknown {
	const places = placesOf(body);
	const place = places[number % places.length]!;
	const whole = structuredClone({ body });
	const parents = ['body', ...place].slice(0, -1);
	const parent = parents.reduce((level: Json, key) => level[key] as Json, whole);
	parent[place.at(-1) ?? 'body'] = value;
	return whole.body;
}

/** Whatever may be sent to an address: of what the service really sends, something else in places, or anything. */
function calls(genuine: Json[]): fc.Arbitrary<Call> {
	const bodies = fc.constantFrom(...genuine);
	const text = fc.oneof(
		{
			weight: 4,
			arbitrary: fc.tuple(bodies, fc.nat(), fc.jsonValue()).map((change) => JSON.stringify(altered(...change))),
		},
		fc
			.tuple(bodies, fc.nat(), fc.integer({ min: 1, max: 1_000_000 }))
			.map(([body, place, length]) => JSON.stringify(altered(body, place, 'x'.repeat(length)))),
		fc
			.tuple(bodies, fc.constantFrom('__proto__', 'constructor', 'toString', 'length'), fc.json())
			.map(([body, key, value]) => JSON.stringify(body).replace('{', `{${JSON.stringify(key)}:${value},`)),
		fc.nat(50_000).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
		fc.tuple(bodies, fc.nat(), fc.nat(3000)).map(([body, place, depth]) => {
			const marked = JSON.stringify(altered(body, place, '-deep-'));
			return marked.replace('"-deep-"', `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
		}),
		fc.json(),
		fc.string({ unit: 'binary' }),
	);
	return fc.record({
		body: fc.oneof(
			{ weight: 9, arbitrary: text.map((written) => new Uint8Array(Buffer.from(written))) },
			fc.uint8Array({ maxLength: 2000 }),
		),
		contentType: fc.oneof(
			{ weight: 6, arbitrary: fc.constant('application/json') },
			fc.constantFrom(
				'application/json; charset=utf-8',
				'text/plain',
				'application/x-www-form-urlencoded',
				'application/xml',
				'multipart/form-data; boundary=x',
				undefined,
			),
		),
		signature: fc.constantFrom('right', 'right', 'right', 'wrong', 'none'),
	});
}

/** What the service sends when customers and the business write. */
async function eavesdrop(subject: Subject, trigger: Trigger): Promise<Json[]> {
	const [conversation] = subject.conversations(1);
	subject.customerWrites(conversation!, 'Hello');
	const items = [{ json: { text: 'Good morning', conversation: conversation! } }];
	await subject.engine.run({ ...subject.sends(), items });
	await subject.played.work.idle();
	await trigger.idle();
	const { pact, voipbin } = subject.sandbox;
	return [...pact.webhooks, ...voipbin.webhooks].map(({ body }) => body as Json);
}

/** n8n itself answers 422 before the node sees the call. */
function n8nRefuses({ body, contentType }: Call): boolean {
	if (!contentType?.startsWith('application/json') || body.length === 0) return false;
	try {
		JSON.parse(
			Buffer.from(body)
				.toString()
				.replace(/^\uFEFF/, ''),
		);
		return false;
	} catch {
		return true;
	}
}

/** A published trigger, and what must hold of every call of its address. */
async function published(subject: Subject) {
	const trigger = subject.trigger({ events: EVENTS, options: { includeRaw: true } });
	await trigger.activate();
	const signs = subject.name === 'VoIPbin';

	const signatureOf = ({ signature, body }: Call): Record<string, string> => {
		if (!signs || signature === 'none') return {};
		const { webhookSecret } = subject.sandbox.voipbin.state.customer;
		const secret = signature === 'right' ? webhookSecret : 'another';
		return { 'x-voipbin-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
	};
	const post = async (call: Call) => {
		const type: Record<string, string> = call.contentType ? { 'content-type': call.contentType } : {};
		const headers = { ...type, ...signatureOf(call) };
		// not `fetch`, which gives up after five minutes of the hurried clock
		const status = await sendTo(trigger.webhookUrl, { method: 'POST', body: call.body, headers });
		await trigger.idle();
		return status;
	};

	const work = async (call: Call) => {
		const [begun, thrown] = [trigger.executions.length, trigger.errors.length];
		const status = await post(call);
		const started = trigger.executions.length - begun;
		const text = Buffer.from(call.body).toString().slice(0, 300);
		const forged = signs && call.signature !== 'right';
		demand(trigger.errors.length === thrown, () => `it throws "${trigger.errors.at(-1)?.message}" at ${text}`);
		demand(
			started <= (status === 200 ? 1 : 0),
			() => `it answers ${status} and starts ${started} executions at ${text}`,
		);
		if (n8nRefuses(call)) return;
		demand([200, 400, 401, 503].includes(status), () => `it answers ${status} to ${text}`);
		demand(!forged || [401, 503].includes(status), () => `it answers ${status} to a forged signature of ${text}`);
	};
	return { values: calls(await eavesdrop(subject, trigger)), work };
}

export const WEBHOOKS = CALLED.map((name) =>
	property(
		name,
		'whatever is sent to its address, the trigger answers 200, 400, 401 or 503 and starts one execution at most',
		RUNS,
		published,
	),
);

import type { House } from '../house/house.ts';
import { addresses, pactWebhook, voipbinWebhook, type Posted } from '../project.ts';
import { oneOf, type Random } from '../random.ts';
import { createListener } from '../workflows.ts';
import type { Answer } from './post.ts';

/** A call of an address of n8n's. */
export interface Call extends Posted {
	/** What the customer wrote: no other delivery has it. */
	text: string;
	/** The path it is posted to, at any of the doors. */
	path: string;
	isGenuine: boolean;
	/** Every answer it got. */
	answers: Answer[];
}

/** A call that a service makes, or somebody who pretends to be one. */
export interface Delivery extends Call {
	service: Service;
}

/** Published workflows that hear VoIPbin and Pact. */
export interface Listeners {
	ids: string[];
	close(): Promise<void>;
}

export async function listen(house: House): Promise<Listeners> {
	const ids = [await createListener(house, 'voipbin'), await createListener(house, 'pact')];
	for (const id of ids) await house.api.publish(id);
	return {
		ids,
		async close() {
			for (const id of ids) await house.api.unpublish(id);
		},
	};
}

let written = 0;
const TEXT = /delivery number \d+;/g;
const nextText = () => `delivery number ${++written};`;

/** The texts of all deliveries that are spoken of. */
export const textsIn = (data: string): Set<string> => new Set(data.match(TEXT));

const WEBHOOKS = { voipbin: voipbinWebhook, pact: pactWebhook };
type Service = keyof typeof WEBHOOKS;

/** A service's own call for something a customer just wrote. */
export function callOf({ sandbox }: House, service: Service, path: string): Delivery {
	const text = nextText();
	return { ...WEBHOOKS[service](sandbox, text), text, path, service, isGenuine: true, answers: [] };
}

/** By turns VoIPbin's and Pact's. */
export function genuine(house: House, count: number): Delivery[] {
	const services: Service[] = ['voipbin', 'pact'];
	const paths = { voipbin: pathOf(house, 'voipbin'), pact: pathOf(house, 'pact') };
	return Array.from({ length: count }, (_, index) => {
		const service = services[index % 2]!;
		return callOf(house, service, paths[service]);
	});
}

/** Calls of a workflow that has n8n's own Webhook node in front. */
export const plainCalls = (path: string, count: number): Call[] =>
	Array.from({ length: count }, () => {
		const text = nextText();
		return { headers: {}, body: JSON.stringify({ text }), text, path, isGenuine: true, answers: [] };
	});

type Change = (delivery: Delivery) => Partial<Delivery>;

const cutOff: Change = ({ body }) => ({ body: body.slice(0, body.length / 2) });
const withKey = ({ path }: Delivery, key: string) => ({ path: path.replace(/[^=]+$/, key) });

/** VoIPbin signs its calls; Pact's have a key in the address. */
const CHANGES: Record<Service, Change[]> = {
	voipbin: [
		() => ({ headers: {} }),
		({ body }) => ({ body: body.replace('"data"', '"data" ') }),
		({ body }) => ({ body: `${body} ` }),
		cutOff,
	],
	pact: [
		({ path }) => ({ path: path.split('?')[0] }),
		(delivery) => withKey(delivery, 'an-invented-key'),
		(delivery) => withKey(delivery, ''),
		cutOff,
	],
};

/** What must start nothing: unsigned or signed for other words, without the key or with another one, cut off. */
export const tampered = (house: House, count: number, random: Random): Delivery[] =>
	genuine(house, count).map((delivery) => {
		const change = oneOf(random, CHANGES[delivery.service]);
		return { ...delivery, ...change(delivery), isGenuine: false };
	});

export function pathOf({ sandbox }: House, service: Service): string {
	const address = addresses(sandbox)[service];
	if (!address) throw new Error(`n8n has told ${service} no address`);
	const { pathname, search } = new URL(address);
	return pathname + search;
}

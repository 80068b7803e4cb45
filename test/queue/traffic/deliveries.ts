import type { House } from '../house/house.ts';
import { addresses, pactWebhook, voipbinWebhook, type Posted } from '../project.ts';
import { oneOf, type Random } from '../random.ts';
import { createListener } from '../workflows.ts';

/** A call that a service makes, or somebody who pretends to be one. */
export interface Delivery extends Posted {
	/** What the customer wrote: no other delivery has it. */
	text: string;
	/** The path it is posted to, at any of the doors. */
	path: string;
	isGenuine: boolean;
	/** Every answer it got, 0 for none. */
	answers: number[];
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
	return { ...WEBHOOKS[service](sandbox, text), text, path, isGenuine: true, answers: [] };
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
export const plainCalls = (path: string, count: number): Delivery[] =>
	Array.from({ length: count }, () => {
		const text = nextText();
		return { headers: {}, body: JSON.stringify({ text }), text, path, isGenuine: true, answers: [] };
	});

/** What must start nothing: unsigned, signed for other words, cut off; Pact does not sign, so there only what is broken. */
export function tampered(house: House, count: number, random: Random): Delivery[] {
	const changes: Array<(delivery: Delivery) => Posted> = [
		({ body }) => ({ headers: {}, body }),
		({ headers, body }) => ({ headers, body: body.replace('"data"', '"data" ') }),
		({ headers, body }) => ({ headers, body: `${body} ` }),
		({ headers, body }) => ({ headers, body: body.slice(0, body.length / 2) }),
	];
	return genuine(house, count).map((delivery) => {
		const isSigned = Object.keys(delivery.headers).length > 0;
		const change = isSigned ? oneOf(random, changes) : changes.at(-1)!;
		return { ...delivery, ...change(delivery), isGenuine: false };
	});
}

export function pathOf({ sandbox }: House, service: Service): string {
	const address = addresses(sandbox)[service];
	if (!address) throw new Error(`n8n has told ${service} no address`);
	return new URL(address).pathname;
}

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

const services = ['voipbin', 'pact'] as const;

/** By turns VoIPbin's and Pact's. */
export function genuine(house: House, count: number): Delivery[] {
	return Array.from({ length: count }, (_, index) => {
		const service = services[index % 2]!;
		const text = nextText();
		const webhook = { voipbin: voipbinWebhook, pact: pactWebhook }[service];
		return { ...webhook(house.sandbox, text), text, path: pathOf(house, service), isGenuine: true, answers: [] };
	});
}

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

function pathOf({ sandbox }: House, service: (typeof services)[number]): string {
	const address = addresses(sandbox)[service];
	if (!address) throw new Error(`n8n has told ${service} no address`);
	return new URL(address).pathname;
}

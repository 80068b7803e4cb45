import type { FastifyRequest } from 'fastify';
import type { Handlers } from '../../common/call.ts';
import type { Refusal } from '../../common/refusal.ts';
import type { Delivery, WebhookSender } from '../../common/webhooks.ts';

/** One of the two APIs, which are served side by side on the same data. */
export interface Version {
	/** How its paths begin. */
	readonly prefix: string;
	readonly endpoints: Handlers;
	/** Every webhook it posts, ready made. */
	readonly payloads: object;
	readonly sender: WebhookSender;

	/** Refuses who may not ask, or asks too often. */
	admit(request: FastifyRequest, endpoint: string): void;
	errorBody(refusal: Refusal): object;
	/** Posts any payload to whoever listens in a company, a string as it is; resolves after the first attempts. */
	emit(payload: unknown, companyId?: number): Promise<Delivery | Delivery[]>;
	/** Tells whoever listens in a company what happened; what is of one lane arrives in order. */
	notify(companyId: number, lane: string, payload: object): void;
}

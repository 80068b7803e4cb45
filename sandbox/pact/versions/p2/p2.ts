import type { FastifyRequest } from 'fastify';
import { answered } from '../../../common/call.ts';
import { Refusal } from '../../../common/refusal.ts';
import type { Delivery, WebhookSender } from '../../../common/webhooks.ts';
import { parameters } from '../../call.ts';
import type { PactService } from '../../service.ts';
import type { Webhook } from '../../state.ts';
import { webhookSender } from '../../webhooks.ts';
import type { Version } from '../version.ts';
import { P2Call } from './call.ts';
import { endpoints } from './endpoints/index.ts';
import { errorBody } from './errors.ts';
import { keepLimits } from './limits.ts';
import { payloads } from './payloads.ts';

const WEBHOOK_REPEATS = 5;

/** API v2. A company has several webhooks, each of which hears of one conversation or channel in order. */
export class P2 implements Version {
	static readonly endpoints = endpoints;
	readonly prefix = '/api/p2';
	readonly endpoints;
	readonly payloads;
	readonly errorBody = errorBody;
	readonly sender: WebhookSender;
	#pact: PactService;

	constructor(pact: PactService) {
		this.endpoints = answered(endpoints, (request, reply) => new P2Call(pact, request, reply));
		this.payloads = payloads(pact);
		this.sender = webhookSender(pact, WEBHOOK_REPEATS);
		this.#pact = pact;
	}

	admit(request: FastifyRequest, endpoint: string): void {
		const token = request.headers['x-private-api-token'] ?? parameters(request).private_api_token;
		if (token !== this.#pact.token) throw new Refusal(401, 'No token provided');
		if (!/json|\*/.test(request.headers.accept ?? '*')) throw new Refusal(406, 'Only JSON is served');
		if (this.#pact.unpaid) throw new Refusal(402, 'The company has to be paid for');
		keepLimits(this.#pact, endpoint);
	}

	async emit(payload: unknown, companyId = 1): Promise<Delivery[]> {
		const active = this.#activeWebhooks(companyId);
		if (active.length === 0) throw new Error(`Company ${companyId} has no active webhook`);
		return await Promise.all(active.map(async ({ url }) => await this.sender.send(url, payload)));
	}

	notify(companyId: number, lane: string, payload: object): void {
		for (const { id, url } of this.#activeWebhooks(companyId)) void this.sender.send(url, payload, `${id} ${lane}`);
	}

	#activeWebhooks(companyId: number): Webhook[] {
		return this.#pact.state.webhooks.filter((webhook) => webhook.companyId === companyId && webhook.active);
	}
}

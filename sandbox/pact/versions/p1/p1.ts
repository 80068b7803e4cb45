import type { FastifyRequest } from 'fastify';
import { answered } from '../../../common/call.ts';
import { Refusal } from '../../../common/refusal.ts';
import type { Delivery, WebhookSender } from '../../../common/webhooks.ts';
import type { PactService } from '../../service.ts';
import { webhookSender } from '../../webhooks.ts';
import type { Version } from '../version.ts';
import { P1Call } from './call.ts';
import { endpoints } from './endpoints/index.ts';
import { errorBody } from './errors.ts';
import { keepLimits } from './limits.ts';
import { payloads } from './payloads.ts';

const WEBHOOK_REPEATS = 10;

/** Private API V1. A company has a single webhook address. */
export class P1 implements Version {
	static readonly endpoints = endpoints;
	readonly prefix = '/p1';
	readonly endpoints;
	readonly payloads;
	readonly errorBody = errorBody;
	readonly sender: WebhookSender;
	#pact: PactService;

	constructor(pact: PactService) {
		this.endpoints = answered(endpoints, (request, reply) => new P1Call(pact, request, reply));
		this.payloads = payloads(pact);
		this.sender = webhookSender(pact, WEBHOOK_REPEATS);
		this.#pact = pact;
	}

	admit({ headers, query }: FastifyRequest, endpoint: string): void {
		const token = headers['x-private-api-token'] ?? (query as Record<string, unknown>).private_api_token;
		if (token !== this.#pact.token) throw new Refusal(401, token ? 'The token is not valid' : 'No token provided');
		if (!/json|\*/.test(headers.accept ?? '*')) throw new Refusal(406, 'Only JSON is served');
		keepLimits(this.#pact, endpoint);
	}

	async emit(payload: unknown, companyId = 1): Promise<Delivery> {
		const url = this.#webhookUrl(companyId);
		if (!url) throw new Error(`Company ${companyId} has no webhook address`);
		return await this.sender.send(url, payload);
	}

	notify(companyId: number, lane: string, payload: object): void {
		const url = this.#webhookUrl(companyId);
		if (url) void this.sender.send(url, payload, lane);
	}

	#webhookUrl(companyId: number): string | null | undefined {
		return this.#pact.state.companies.find(({ id }) => id === companyId)?.webhookUrl;
	}
}

import type { FastifyRequest } from 'fastify';
import { Multipart } from '../../common/multipart.ts';
import { found } from '../found.ts';
import { Input } from '../input.ts';
import type { PactService } from '../service.ts';
import type { Channel, Company, Conversation, Job } from '../state.ts';

/** A request read: what the ids in its path name (404 when there is no such thing) and its parameters. */
export class Call {
	readonly input: Input;
	#pact: PactService;
	#ids: Record<string, string>;

	constructor(pact: PactService, request: FastifyRequest) {
		const body = request.body instanceof Multipart ? request.body.fields : request.body;
		// The vendor calls them query parameters and shows them in the body: both count.
		this.input = new Input({ ...(request.query as object), ...(typeof body === 'object' ? body : {}) });
		this.#pact = pact;
		this.#ids = request.params as Record<string, string>;
	}

	get company(): Company {
		return found(this.#pact.state.companies, 'Company', (company) => this.#names(company, 'companyId'));
	}

	get channel(): Channel {
		const { company } = this;
		return found(
			this.#pact.state.channels,
			'Channel',
			(channel) => channel.companyId === company.id && this.#names(channel, 'channelId'),
		);
	}

	get conversation(): Conversation {
		const { company } = this;
		return found(
			this.#pact.state.conversations,
			'Conversation',
			(conversation) => conversation.companyId === company.id && this.#names(conversation, 'conversationId'),
		);
	}

	get job(): Job {
		const { channel } = this;
		return found(this.#pact.state.jobs, 'Job', (job) => job.channelId === channel.id && this.#names(job, 'jobId'));
	}

	#names({ id }: { id: number }, parameter: string): boolean {
		return String(id) === this.#ids[parameter];
	}
}

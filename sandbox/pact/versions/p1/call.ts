import { found } from '../../found.ts';
import { PactCall } from '../../call.ts';
import type { Channel, Company, Conversation, Job } from '../../state.ts';

/** What the ids in a path name: 404 when there is no such thing. */
export class P1Call extends PactCall {
	get company(): Company {
		return found(this.pact.state.companies, 'Company', (company) => this.#names(company, 'companyId'));
	}

	get channel(): Channel {
		const { company } = this;
		return found(
			this.pact.state.channels,
			'Channel',
			(channel) => channel.companyId === company.id && this.#names(channel, 'channelId'),
		);
	}

	get conversation(): Conversation {
		const { company } = this;
		return found(
			this.pact.state.conversations,
			'Conversation',
			(conversation) => conversation.companyId === company.id && this.#names(conversation, 'conversationId'),
		);
	}

	get job(): Job {
		const { channel } = this;
		return found(this.pact.state.jobs, 'Job', (job) => job.channelId === channel.id && this.#names(job, 'jobId'));
	}

	#names({ id }: { id: number }, parameter: string): boolean {
		return String(id) === this.ids[parameter];
	}
}

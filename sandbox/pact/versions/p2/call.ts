import { Refusal } from '../../../common/refusal.ts';
import { PactCall } from '../../call.ts';
import { found } from '../../found.ts';
import type { Channel, Company, Conversation, Message, Webhook } from '../../state.ts';

/** Whom and what a request is about: 404 when there is no such thing. */
export class P2Call extends PactCall {
	/** Named by the path or, where that does not, by `company_id`. */
	get company(): Company {
		const id = this.ids.companyId ?? this.input.integer('company_id');
		if (id === undefined) throw new Refusal(400, 'company_id is required');
		return this.#company(id);
	}

	/** Those of `company_ids`. */
	get companies(): Company[] {
		return this.input.integers('company_ids').map((id) => this.#company(id));
	}

	get conversation(): Conversation {
		return this.#ofCompany(this.pact.state.conversations, 'Conversation', 'conversationId');
	}

	get message(): Message {
		const { conversation } = this;
		return found(
			this.pact.state.messages,
			'Message',
			({ id, conversationId }) => conversationId === conversation.id && String(id) === this.ids.messageId,
		);
	}

	get channel(): Channel {
		return this.#ofCompany(this.pact.state.channels, 'Auth', 'authId');
	}

	get webhook(): Webhook {
		return this.#ofCompany(this.pact.state.webhooks, 'Webhook', 'webhookId');
	}

	#company(wanted: string | number): Company {
		return found(this.pact.state.companies, 'Company', ({ id }) => String(id) === String(wanted));
	}

	#ofCompany<Item extends { id: number; companyId: number }>(items: Item[], what: string, parameter: string): Item {
		const { company } = this;
		return found(items, what, ({ id, companyId }) => companyId === company.id && String(id) === this.ids[parameter]);
	}
}

import type { Refusal } from '../../common/refusal.ts';
import type { Account, Conversation, Customer, Message } from '../state.ts';

/** How the API of one time writes what the service knows. */
export interface Version {
	/** Whether customers have a secret, and webhooks a signature. */
	signed: boolean;
	/** Whether every request has an id, which the answer names. */
	traced: boolean;
	time(at: string | null): string | null;
	pageToken(createdAt: string): string;
	conversation(conversation: Conversation): object;
	message(message: Message, conversation: Conversation): object;
	account(account: Account): object;
	customer(customer: Customer): object;
	errorBody(refusal: Refusal, requestId: string): object;
}

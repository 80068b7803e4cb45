import type { Address, Media } from '../state.ts';
import type { Version } from './version.ts';

const NEVER = '9999-01-01 00:00:00.000000';

const time = (at: string | null): string => at?.slice(0, -1).replace('T', ' ') ?? NEVER;

interface Lifetime {
	createdAt: string;
	updatedAt: string | null;
	deletedAt: string | null;
}

const times = ({ createdAt, updatedAt, deletedAt }: Lifetime) => ({
	tm_create: time(createdAt),
	tm_update: time(updatedAt ?? createdAt),
	tm_delete: time(deletedAt),
});

const participant = ({ type, target, targetName }: Address) => ({
	type,
	target,
	target_name: targetName,
	name: '',
	detail: '',
});

const media = ({ id, type, fileName, createdAt }: Media) => ({
	id,
	type,
	filename: fileName,
	...times({ createdAt, updatedAt: null, deletedAt: null }),
});

/** Conversations and messages as the tutorial of 2022 shows them; it shows no accounts, customers and events. */
export const version2022: Version = {
	signed: false,
	traced: false,
	time,
	pageToken: time,

	conversation: (conversation) => ({
		id: conversation.id,
		name: conversation.name,
		detail: conversation.detail,
		reference_type: conversation.type,
		reference_id: conversation.dialogId,
		participants: [participant(conversation.self), participant(conversation.peer)],
		...times(conversation),
	}),

	message: (message, conversation) => ({
		id: message.id,
		conversation_id: message.conversationId,
		status: message.direction === 'incoming' ? 'received' : 'sent',
		reference_type: message.type,
		reference_id: conversation.dialogId,
		source_target: message.direction === 'incoming' ? message.source.target : '',
		text: message.text,
		medias: message.medias.map(media),
		...times(message),
	}),

	account: (account) => ({
		id: account.id,
		customer_id: account.customerId,
		type: account.type,
		name: account.name,
		detail: account.detail,
		...times(account),
	}),

	customer: (customer) => ({
		id: customer.id,
		name: customer.name,
		detail: customer.detail,
		email: customer.email,
		phone_number: customer.phoneNumber,
		address: customer.address,
		webhook_method: customer.webhookMethod,
		webhook_uri: customer.webhookUri,
		billing_account_id: customer.billingAccountId,
		...times(customer),
	}),

	errorBody: ({ message }) => ({ message }),
};

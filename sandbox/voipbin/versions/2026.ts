import { STATUSES, usualReason, VoipbinRefusal } from '../errors.ts';
import { NIL } from '../state.ts';
import type { Address, Media } from '../state.ts';
import type { Version } from './version.ts';

/** The server's JSON leaves out what is empty, but not zero UUIDs. */
const filled = (fields: Record<string, unknown>): object =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== null));

/** Go writes no zeros at the end of a fraction. */
const time = (at: string | null): string | null => at && at.replace(/\.?0+Z$/, 'Z');

interface Lifetime {
	createdAt: string;
	updatedAt: string | null;
	deletedAt: string | null;
}

const times = ({ createdAt, updatedAt, deletedAt }: Lifetime) => ({
	tm_create: time(createdAt),
	tm_update: time(updatedAt),
	tm_delete: time(deletedAt),
});

export const address = ({ type, target, targetName }: Address) => filled({ type, target, target_name: targetName });

const media = ({ id, customerId, type, fileName, createdAt }: Media) => ({
	id,
	customer_id: customerId,
	type,
	filename: fileName,
	...times({ createdAt, updatedAt: null, deletedAt: null }),
});

export const version2026: Version = {
	signed: true,
	traced: true,
	time,
	pageToken: (createdAt) => createdAt,

	conversation: (conversation) => ({
		id: conversation.id,
		customer_id: conversation.customerId,
		owner_type: conversation.ownerId === NIL ? '' : 'agent',
		owner_id: conversation.ownerId,
		account_id: conversation.accountId,
		...filled({
			name: conversation.name,
			detail: conversation.detail,
			type: conversation.type,
			dialog_id: conversation.dialogId,
		}),
		self: address(conversation.self),
		peer: address(conversation.peer),
		...times(conversation),
	}),

	message: (message) => ({
		id: message.id,
		customer_id: message.customerId,
		conversation_id: message.conversationId,
		direction: message.direction,
		status: message.status,
		reference_type: message.type,
		reference_id: message.referenceId,
		source: address(message.source),
		destination: address(message.destination),
		...filled({ text: message.text }),
		...(message.medias.length > 0 ? { medias: message.medias.map(media) } : {}),
		...times(message),
	}),

	account: (account) => ({
		id: account.id,
		customer_id: account.customerId,
		type: account.type,
		name: account.name,
		detail: account.detail,
		...filled({ provider_data: account.providerData }),
		message_flow_id: account.messageFlowId,
		...times(account),
	}),

	customer: (customer) => ({
		id: customer.id,
		...filled({
			name: customer.name,
			detail: customer.detail,
			email: customer.email,
			phone_number: customer.phoneNumber,
			address: customer.address,
			webhook_method: customer.webhookMethod,
			webhook_uri: customer.webhookUri,
		}),
		billing_account_id: customer.billingAccountId,
		metadata: { rtp_debug: false },
		email_verified: true,
		status: 'active',
		identity_verification_status: 'none',
		tm_deletion_scheduled: null,
		...times(customer),
	}),

	errorBody: (refusal, requestId) => ({
		error: {
			status: STATUSES[refusal.status] ?? 'INTERNAL',
			...(refusal instanceof VoipbinRefusal
				? { reason: refusal.reason, message: refusal.message, request_id: requestId, details: refusal.details }
				: { reason: usualReason(refusal.status), message: refusal.message, request_id: requestId }),
		},
	}),
};

import { fileUrl } from './files.ts';
import type { PactService } from './service.ts';
import { existing } from './store.ts';

export interface PhoneMessage {
	id: number;
	from: 'customer' | 'business';
	text: string;
	attachments: Array<{
		id: number;
		fileName: string;
		mimeType: string;
		size: number;
		sha256: string | null;
		url: string;
	}>;
	/** Answers the business offers to tap. */
	buttons: string[];
	/** 1 sent, 2 delivered, 3 read */
	ack: number;
	at: string;
}

export function phone(pact: PactService, conversationId: number): PhoneMessage[] {
	const { attachments, messages } = pact.state;
	return messages
		.filter((message) => message.conversationId === conversationId)
		.map((message) => ({
			id: message.id,
			from: message.income ? 'customer' : 'business',
			text: message.text,
			attachments: message.attachmentIds.map((attachmentId) => {
				const attachment = existing(attachments, attachmentId);
				const { id, fileName, mimeType, size, sha256 } = attachment;
				return { id, fileName, mimeType, size, sha256, url: fileUrl(pact, attachment) };
			}),
			buttons: message.buttons,
			ack: message.ack,
			at: message.createdAt,
		}));
}

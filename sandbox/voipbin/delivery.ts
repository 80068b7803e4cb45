import { setTimeout as sleep } from 'node:timers/promises';
import { announceCreated, announceUpdated } from './announce.ts';
import type { VoipbinService } from './service.ts';
import type { Conversation, Message } from './state.ts';

/** Sends a message of the business; what is answered depends on the channel. */
export function send(voipbin: VoipbinService, conversation: Conversation, text: string): Message {
	const outgoing = { conversationId: conversation.id, direction: 'outgoing', text } as const;
	switch (conversation.type) {
		case 'line':
		case 'whatsapp': {
			const message = voipbin.addMessage({ ...outgoing, status: 'progressing' });
			announceCreated(voipbin, message);
			settle(voipbin, message, 'done');
			return message;
		}
		case 'webchat': {
			const message = voipbin.addMessage(outgoing);
			announceCreated(voipbin, message);
			return message;
		}
		case 'message': {
			const message = voipbin.addMessage({ ...outgoing, status: 'progressing' });
			announceCreated(voipbin, message);
			queue(voipbin, message);
			return message;
		}
		case 'email':
			later(voipbin, () => announceCreated(voipbin, voipbin.addMessage(outgoing)));
			// The answer's id is made up: the message that is sent in the end has another one.
			return voipbin.draft({ ...outgoing, status: 'progressing' });
	}
}

/** After a restart: what was still on its way goes on. */
export function resumeDelivery(voipbin: VoipbinService): void {
	for (const message of voipbin.state.messages) if (message.status === 'progressing') queue(voipbin, message);
}

function queue(voipbin: VoipbinService, message: Message): void {
	later(voipbin, () => settle(voipbin, message, voipbin.outcome));
}

function later(voipbin: VoipbinService, task: () => void): void {
	voipbin.work.start(async (signal) => {
		await sleep(voipbin.deliveryMs, undefined, { signal });
		task();
		voipbin.changed();
	});
}

function settle(voipbin: VoipbinService, message: Message, status: 'done' | 'failed'): void {
	message.status = status;
	message.updatedAt = voipbin.now();
	announceUpdated(voipbin, message);
}

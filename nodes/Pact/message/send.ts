import { demandFiles, EmptyInput, integer, type Json, list, path, plainId, RequestFailed } from '../../kit';
import { idOfUploaded } from '../files';
import { upload as uploadP1 } from '../p1/attachments';
import { outcome as outcomeP1 } from '../p1/outcome';
import { only, type P2 } from '../p2/api';
import { upload as uploadP2 } from '../p2/attachments';
import { messageOf, outcome as outcomeP2 } from '../p2/messages';
import type { Place } from '../query';
import { operation } from '../operation';
import { toSentMessage } from '../shapes';
import { deliveryOf } from './delivery';
import { attachmentIds, companyId, conversationId, messageText, numericId, sendToCrm } from '../fields';

const binaryPropertyName = list({
	displayName: 'Input Binary Field',
	description: 'Comma-separated list of the binary fields whose files are uploaded and sent with the message',
	hint: 'The name of the input field that holds the file, e.g. data',
	placeholder: 'e.g. data',
});

const buttons = list({
	displayName: 'Buttons',
	description: 'Comma-separated list of answers the customer can tap (WhatsApp Business only)',
	placeholder: 'e.g. Yes, No',
	show: { apiVersion: ['p1'] },
});

const replyToId = plainId({
	displayName: 'Reply To',
	description: 'The ID of the message to answer',
	noun: 'message',
	format: numericId,
	show: { apiVersion: ['p2'] },
});

export const waitForDelivery = integer({
	displayName: 'Wait for Delivery',
	description: 'How many seconds to wait until the message is delivered or refused; 0 does not wait',
	max: 3600,
	min: 0,
});

/** What is said where the answer to a send does not name what was sent. */
export const UNTOLD = 'Pact took the message, but did not say its ID: look there whether it arrives';

/** Some messengers take a text or a file, and an empty text counts as one. */
const wordsOf = (text: string) => (text.trim() === '' ? undefined : text);

/** The id by which the messenger knows a message; p2 takes that one for a reply. */
async function inMessenger(api: P2, place: Place, messageId: string): Promise<string> {
	const { external_id: id } = await messageOf(api, place, messageId);
	if (id !== undefined && id !== null) return String(id);
	throw new RequestFailed({
		kind: 'unexpected',
		message: "The message in 'Reply To' has not been delivered yet",
		next: 'Nothing was sent, because only a delivered message can be answered.',
	});
}

export const send = operation({
	name: 'Send',
	action: 'Reply in a conversation',
	description: 'Write to the customer in an existing conversation',
	fields: { companyId, conversationId, text: messageText, attachmentIds, binaryPropertyName },
	options: { buttons, replyToId, sendToCrm, waitForDelivery },
	simplify: toSentMessage,
	sequence: (fields) => `${fields.companyId} ${fields.conversationId}`,
	check(fields, _options, { files }) {
		demandFiles(fields.binaryPropertyName, files);
		if (fields.text.trim() === '' && fields.attachmentIds.length === 0 && fields.binaryPropertyName.length === 0) {
			throw new EmptyInput('Text', 'Enter a text, or name a file to send.');
		}
	},
	run: {
		p1: async ({ api, fields, options, files, hint, signal }) => {
			const attachments = fields.attachmentIds.map(Number);
			for (const file of await files.read(fields.binaryPropertyName)) {
				attachments.push(idOfUploaded((await uploadP1(api, fields, file)).external_id));
			}
			const job = await api.post(path`/companies/${fields.companyId}/conversations/${fields.conversationId}/messages`, {
				message: wordsOf(fields.text),
				attachments_ids: attachments.length > 0 ? attachments : undefined,
				interactive: options.buttons?.length ? { type: 'button', buttons: options.buttons } : undefined,
				send_to_crm: options.sendToCrm,
			});
			if (job.id === undefined) hint(UNTOLD);
			const ask = () => outcomeP1(api, fields.companyId, job);
			return await deliveryOf(job, ask, options.waitForDelivery, signal);
		},
		// one file a message: the first carries the text, the others follow
		p2: async ({ api, fields, options, files, hint, signal }) => {
			const opened = await files.read(fields.binaryPropertyName);
			const repliedTo = options.replyToId ? await inMessenger(api, fields, options.replyToId) : undefined;
			const attachments: Array<number | undefined> = fields.attachmentIds.map(Number);
			for (const file of opened) attachments.push(idOfUploaded((await uploadP2(api, fields.companyId, file)).id));
			if (attachments.length === 0) attachments.push(undefined);
			const sent: Json[] = [];
			for (const [index, attachment] of attachments.entries()) {
				const answer = await api.post(path`/conversations/${fields.conversationId}/messages`, {
					company_id: Number(fields.companyId),
					text: index === 0 ? wordsOf(fields.text) : undefined,
					attachment_ids: attachment === undefined ? undefined : [attachment],
					replied_to_id: index === 0 ? repliedTo : undefined,
					send_to_crm: options.sendToCrm,
				});
				sent.push(only(answer, 'message'));
			}
			if (sent.length > 1) {
				hint('Pact takes one file a message here: each further file was sent as a message of its own.');
			}
			if (sent.some((message) => message.id === undefined)) hint(UNTOLD);
			const delivered = sent.map(async (message) => {
				const ask = () => outcomeP2(api, fields.companyId, message);
				return await deliveryOf(message, ask, options.waitForDelivery, signal);
			});
			return await Promise.all(delivered);
		},
	},
});

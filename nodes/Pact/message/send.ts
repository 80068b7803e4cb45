import { nameOf, piecesOf, sending, sendOptions } from '../../conversations';
import { demandFiles, EmptyInput, integer, list, path, Plain, plainId, RequestFailed, textOrNull } from '../../kit';
import { idOfUploaded } from '../files';
import { inbox } from '../inbox';
import { upload as uploadP1 } from '../p1/attachments';
import { outcome as outcomeP1 } from '../p1/outcome';
import { saying, wordsIn } from '../p1/simplify';
import { only, type P2 } from '../p2/api';
import { upload as uploadP2 } from '../p2/attachments';
import { messageOf, outcome as outcomeP2 } from '../p2/messages';
import type { Place } from '../query';
import { operation } from '../operation';
import { toSentMessage } from '../shapes';
import { deliveryOf } from './delivery';
import { attachmentIds, messageText, numericId, sendToCrm } from '../fields';

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
		next: 'Try again when it is delivered, or leave it out: only a delivered message can be answered. Nothing was sent.',
	});
}

/** One message of p2. */
interface Part {
	text: string;
	attachment?: number;
	repliedTo?: string;
}

export const send = operation({
	name: 'Send',
	action: 'Reply to a customer by messenger',
	description: 'Write to the customer in an existing conversation',
	fields: { ...inbox.where, text: messageText, binaryPropertyName, attachmentIds },
	options: { ...sendOptions, buttons, replyToId, sendToCrm, waitForDelivery },
	simplify: toSentMessage,
	sequence: (fields) => nameOf(inbox.service, fields),
	check(fields, _options, { files }) {
		demandFiles(fields.binaryPropertyName, files);
		if (fields.text.trim() === '' && fields.attachmentIds.length === 0 && fields.binaryPropertyName.length === 0) {
			throw new EmptyInput('Text', 'Enter a text, or name a file to send.');
		}
	},
	run: {
		p1: async (call) => {
			const { api, fields, options, files, hint, signal } = call;
			const route = path`/companies/${fields.companyId}/conversations/${fields.conversationId}/messages`;
			const texts = piecesOf(fields.text, options.splitLongText);
			const jobs = await sending(inbox, inbox.versions.p1, call, {
				prepares: fields.binaryPropertyName.length > 0,
				// the files stand with the first words, the buttons under the last
				async parts() {
					const attachments = fields.attachmentIds.map(Number);
					for (const file of await files.read(fields.binaryPropertyName)) {
						attachments.push(idOfUploaded((await uploadP1(api, fields, file)).external_id));
					}
					return texts.map((text, index) => ({
						text,
						attachments: index === 0 ? attachments : [],
						buttons: index === texts.length - 1 ? (options.buttons ?? []) : [],
					}));
				},
				async post({ text, attachments, buttons: labels }, request) {
					const body = {
						message: wordsOf(text),
						attachments_ids: attachments.length > 0 ? attachments : undefined,
						interactive: labels.length > 0 ? { type: 'button', buttons: labels } : undefined,
						send_to_crm: options.sendToCrm,
					};
					return saying(await api.post(route, body, request), text);
				},
				idOf: (job) => textOrNull(job.message_id),
			});
			if (jobs instanceof Plain) return jobs;
			if (jobs.some(({ id }) => id === undefined)) hint(UNTOLD);
			const delivered = jobs.map(async (job) => {
				const ask = async () => await outcomeP1(api, fields.companyId, job);
				return saying(await deliveryOf(job, ask, options.waitForDelivery, signal), wordsIn(job));
			});
			return await Promise.all(delivered);
		},
		p2: async (call) => {
			const { api, fields, options, files, hint, signal } = call;
			const route = path`/conversations/${fields.conversationId}/messages`;
			const messages = await sending(inbox, inbox.versions.p2, call, {
				prepares: fields.binaryPropertyName.length > 0 || Boolean(options.replyToId),
				// one file a message: the first stands with the first words, the others follow
				async parts(): Promise<Part[]> {
					const opened = await files.read(fields.binaryPropertyName);
					const repliedTo = options.replyToId ? await inMessenger(api, fields, options.replyToId) : undefined;
					const attachments = fields.attachmentIds.map(Number);
					for (const file of opened) attachments.push(idOfUploaded((await uploadP2(api, fields.companyId, file)).id));
					const [text = '', ...texts] = piecesOf(fields.text, options.splitLongText);
					const [attachment, ...others] = attachments;
					if (others.length > 0) {
						hint('Pact takes one file a message here: each further file was sent as a message of its own.');
					}
					return [
						{ text, attachment, repliedTo },
						...texts.map((piece) => ({ text: piece })),
						...others.map((other) => ({ text: '', attachment: other })),
					];
				},
				async post({ text, attachment, repliedTo }, request) {
					const body = {
						company_id: Number(fields.companyId),
						text: wordsOf(text),
						attachment_ids: attachment === undefined ? undefined : [attachment],
						replied_to_id: repliedTo,
						send_to_crm: options.sendToCrm,
					};
					return only(await api.post(route, body, request), 'message');
				},
				idOf: (message) => textOrNull(message.id),
			});
			if (messages instanceof Plain) return messages;
			if (messages.some((message) => message.id === undefined)) hint(UNTOLD);
			const delivered = messages.map(async (message) => {
				const ask = async () => await outcomeP2(api, fields.companyId, message);
				return await deliveryOf(message, ask, options.waitForDelivery, signal);
			});
			return await Promise.all(delivered);
		},
	},
});

import { InputError, integer, list, plainId } from '../../shared/fields';
import { operation } from '../api';
import { deliveryOf } from '../delivery';
import { attachmentIds, companyId, conversationId, messageText, number, sendToCrm } from '../fields';

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
	show: { '/apiVersion': ['p1'] },
});

const replyToId = plainId({
	displayName: 'Reply To',
	description: 'The ID of the message to answer',
	format: number,
	show: { '/apiVersion': ['p2'] },
});

export const waitForDelivery = integer({
	displayName: 'Wait for Delivery',
	description: 'How many seconds to wait until the message is delivered or refused; 0 does not wait',
	max: 3600,
	min: 0,
});

export const send = operation({
	name: 'Send',
	action: 'Send a message',
	description: 'Write to the customer in an existing conversation',
	fields: { companyId, conversationId, text: messageText, attachmentIds, binaryPropertyName },
	options: { buttons, replyToId, sendToCrm, waitForDelivery },
	simplify: (raw, fields, api) => api.toSentMessage(raw, fields.text),
	sequence: (fields) => `${fields.companyId} ${fields.conversationId}`,
	check(fields) {
		if (fields.text.trim() === '' && fields.attachmentIds.length === 0 && fields.binaryPropertyName.length === 0) {
			throw new InputError("'Text' is empty", 'Enter a text, or name a file to send.');
		}
	},
	run: async ({ api, fields, options, files, hint, signal }) => {
		const { waitForDelivery: seconds, ...rest } = options;
		const attachments = await files.read(fields.binaryPropertyName);
		const sent = await api.send(fields, { ...fields, ...rest, files: attachments });
		if (sent.length > 1)
			hint('Pact takes one file a message here: each further file was sent as a message of its own.');
		return await Promise.all(
			sent.map(async (answer) => await deliveryOf(api, fields.companyId, answer, seconds, signal)),
		);
	},
});

import { path } from '../../shared/client';
import { InputError, integer, list } from '../../shared/fields';
import { operation } from '../api';
import { deliveryOf } from '../delivery';
import { attachmentIds, companyId, conversationId, messageText, sendToCrm } from '../fields';
import { toSentMessage } from '../simplify';

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
	options: { buttons, sendToCrm, waitForDelivery },
	simplify: (job, fields) => toSentMessage(job, fields.text),
	sequence: (fields) => `${fields.companyId} ${fields.conversationId}`,
	check(fields) {
		if (fields.text.trim() === '' && fields.attachmentIds.length === 0 && fields.binaryPropertyName.length === 0) {
			throw new InputError("'Text' is empty", 'Enter a text, or name a file to send.');
		}
	},
	run: async ({ api, fields, options, files, signal }) => {
		const messages = path`/companies/${fields.companyId}/conversations/${fields.conversationId}/messages`;
		const attachments = fields.attachmentIds.map(Number);
		for (const file of await files.read(fields.binaryPropertyName)) {
			const { external_id: id } = await api.upload(`${messages}/attachments`, file);
			attachments.push(Number(id));
		}
		const job = await api.post(messages, {
			message: fields.text,
			attachments_ids: attachments.length > 0 ? attachments : undefined,
			interactive: options.buttons?.length ? { type: 'button', buttons: options.buttons } : undefined,
			send_to_crm: options.sendToCrm,
		});
		return await deliveryOf(api, fields.companyId, job, options.waitForDelivery, signal);
	},
});

import { plainId, url } from '../../kit';
import { numericId } from '../fields';

export const webhookId = plainId({
	displayName: 'Webhook ID',
	description: 'The ID of the webhook, from Webhook: Get Many',
	required: true,
	format: numericId,
});

export const address = url({
	displayName: 'URL',
	description: 'The address that Pact calls with every event',
	placeholder: 'e.g. https://example.com/pact',
});

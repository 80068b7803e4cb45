import { phone, text, url } from '../../kit';

export const name = text({
	displayName: 'Name',
	description: 'The name of the company, up to 255 characters',
	maxLength: 255,
	required: true,
});

/** What a company can have beside its name, by parameter name. */
export const details = {
	phone: phone({ displayName: 'Phone', description: 'The phone number of the company' }),
	description: text({ displayName: 'Description', rows: 2 }),
	webhookUrl: url({
		displayName: 'Webhook URL',
		description: 'Where Pact reports events of this company; a Pact Trigger sets it by itself',
		placeholder: 'e.g. https://example.com/webhook',
	}),
};

import { choice, path, text, snakeCased } from '../../kit';
import { operation } from '../operation';
import { channelId, companyId } from '../fields';
import { askedProvider } from './fields';

export const requestCode = operation({
	name: 'Request Code',
	action: 'Request a confirmation code for a channel',
	description:
		'Have the messenger send the code that confirms a new channel; for WhatsApp, get the code to enter on the phone',
	fields: { companyId, channelId, provider: askedProvider },
	options: {
		challengeType: choice({
			displayName: 'Challenge Type',
			options: [{ name: 'Two-Factor', value: 'two_factor' }],
			default: 'two_factor',
			show: { provider: ['instagram'] },
		}),
		challengeVariant: text({
			displayName: 'Challenge Variant',
			description: 'One of the variants that Pact offered',
			show: { provider: ['instagram'] },
		}),
	},
	run: {
		p1: ({ api, fields, options }) =>
			api.post(path`/companies/${fields.companyId}/channels/${fields.channelId}/request_code`, {
				provider: fields.provider,
				...snakeCased(options),
			}),
		p2: undefined,
	},
});

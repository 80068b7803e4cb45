import { path, snakeCased, text, url } from '../../kit';
import { only } from '../p2/api';
import { operation } from '../operation';
import { channelId, companyId } from '../fields';

export const enable = operation({
	name: 'Enable',
	action: 'Enable a channel',
	description: 'Switch a channel on, or finish connecting it with the code that the messenger sent',
	fields: { companyId, channelId },
	options: {
		code: text({ displayName: 'Code', description: 'The code that the messenger sent', placeholder: 'e.g. 12345' }),
		clientUrl: url({
			displayName: 'Client URL',
			description: 'The address of your own messenger, for a channel of the provider Custom',
			placeholder: 'e.g. https://example.com/pact',
		}),
	},
	run: {
		p1: undefined,
		p2: async ({ api, fields, options }) =>
			only(
				await api.put(path`/companies/${fields.companyId}/auths/${fields.channelId}/enable`, snakeCased(options)),
				'auth',
			),
	},
});

import { choice, path, text } from '../../kit';
import { operation } from '../operation';
import { channelId, companyId } from '../fields';
import { codeProvider } from './fields';

const forTelegram = { provider: ['telegram_personal'] };

const confirmationType = choice({
	displayName: 'Confirmation Type',
	description: 'What confirms the channel',
	options: [
		{ name: 'Code', value: 'code' },
		{ name: 'Password', value: 'password' },
	],
	default: 'code',
	show: forTelegram,
});

const code = text({ displayName: 'Code', description: 'The code that the messenger sent', placeholder: 'e.g. 12345' });

const password = text({
	displayName: 'Password',
	description: 'The password for two-step verification of the account',
	secret: true,
	show: { ...forTelegram, confirmationType: ['password'] },
});

export const confirm = operation({
	name: 'Confirm',
	action: 'Confirm a channel',
	description: 'Confirm a new channel with the code or password',
	fields: { companyId, channelId, provider: codeProvider, confirmationType, code, password },
	options: {
		confirmationVariant: text({
			displayName: 'Confirmation Variant',
			description: 'One of the variants that Pact offered',
			show: { provider: ['instagram'] },
		}),
		challengeType: choice({
			displayName: 'Challenge Type',
			options: [{ name: 'Two-Factor', value: 'two_factor' }],
			default: 'two_factor',
			show: { provider: ['instagram'] },
		}),
	},
	run: {
		p1: async ({ api, fields, options }) => {
			const { provider, confirmationType: type } = fields;
			const forInstagram = {
				confirmation_code: fields.code,
				confirmation_type: options.challengeType,
				confirmation_variant: options.confirmationVariant,
			};
			const proof = type === 'password' ? { password: fields.password } : { code: fields.code };
			return await api.post(path`/companies/${fields.companyId}/channels/${fields.channelId}/confirm`, {
				provider,
				...(provider === 'instagram' ? forInstagram : { confirmation_type: type, ...proof }),
			});
		},
		p2: undefined,
	},
});

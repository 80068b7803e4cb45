import { text } from '../../kit';
import { messageFlowId } from '../fields';

/** What every account has, by parameter name. */
export const details = ({ hint, nameRequired }: { hint?: string; nameRequired?: boolean }) => ({
	name: text({
		displayName: 'Name',
		description: 'The name of the account',
		placeholder: 'e.g. Main shop',
		required: nameRequired,
		hint,
	}),
	detail: text({ displayName: 'Detail', description: 'What colleagues shall know of the account', hint }),
	secret: text({
		displayName: 'Secret',
		description: 'What the provider signs its messages with, e.g. the channel secret of LINE',
		secret: true,
		hint,
	}),
	token: text({
		displayName: 'Token',
		description: 'What gives VoIPbin access to the provider, e.g. the channel access token of LINE',
		secret: true,
		hint,
	}),
});

/** What only some accounts have. */
export const more = {
	appSecret: text({
		displayName: 'App Secret',
		description: 'The app secret from Meta, for WhatsApp',
		secret: true,
	}),
	messageFlowId,
	phoneNumberId: text({
		displayName: 'Phone Number ID',
		description: 'The ID of the phone number from Meta, for WhatsApp',
		placeholder: 'e.g. 100000000000001',
	}),
};

/** What the user entered of it. */
export interface More {
	appSecret?: string;
	messageFlowId?: string;
	phoneNumberId?: string;
}

/** The same as VoIPbin takes it; what is empty is not sent. */
export function bodyOf({ appSecret, messageFlowId: flow, phoneNumberId }: More) {
	const provider = { phone_number_id: phoneNumberId || undefined, app_secret: appSecret || undefined };
	return {
		provider_data: appSecret || phoneNumberId ? provider : undefined,
		message_flow_id: flow || undefined,
	};
}

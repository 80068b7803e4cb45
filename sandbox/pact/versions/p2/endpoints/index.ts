import type { Endpoints } from '../../../../common/call.ts';
import type { P2Call } from '../call.ts';
import { attachments } from './attachments.ts';
import { auths } from './auths.ts';
import { conversations } from './conversations.ts';
import { messages } from './messages.ts';
import { templates } from './templates.ts';
import { webhooks } from './webhooks.ts';

export const endpoints: Endpoints<P2Call> = {
	...conversations,
	...messages,
	...attachments,
	...auths,
	...templates,
	...webhooks,
};

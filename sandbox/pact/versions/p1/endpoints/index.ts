import type { Endpoints } from '../../../../common/call.ts';
import type { P1Call } from '../call.ts';
import { attachments } from './attachments.ts';
import { authorization } from './authorization.ts';
import { channels } from './channels.ts';
import { companies } from './companies.ts';
import { conversations } from './conversations.ts';
import { jobs } from './jobs.ts';
import { messages } from './messages.ts';
import { templates } from './templates.ts';

export const endpoints: Endpoints<P1Call> = {
	...companies,
	...channels,
	...authorization,
	...conversations,
	...messages,
	...attachments,
	...jobs,
	...templates,
};

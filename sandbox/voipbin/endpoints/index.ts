import type { Endpoints } from '../../common/call.ts';
import type { VoipbinCall } from '../call.ts';
import { accounts } from './accounts.ts';
import { conversations } from './conversations.ts';
import { customer } from './customer.ts';
import { login } from './login.ts';
import { messages } from './messages.ts';
import { setup } from './setup.ts';

export const endpoints: Endpoints<VoipbinCall> = {
	...login,
	...setup,
	...conversations,
	...messages,
	...accounts,
	...customer,
};

import type { Endpoints } from '../../common/call.ts';
import type { NexoraCall } from '../call.ts';
import { bots } from './bots.ts';
import { conversations } from './conversations.ts';
import { messages } from './messages.ts';
import { session } from './session.ts';
import { user } from './user.ts';

export const endpoints: Endpoints<NexoraCall> = { ...session, ...user, ...bots, ...conversations, ...messages };

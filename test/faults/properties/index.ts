import { BURSTS } from './bursts.ts';
import { LIMITS } from './limits.ts';
import { REGISTRATIONS } from './registrations.ts';
import { WEBHOOKS } from './webhooks.ts';

export const PROPERTIES = [...WEBHOOKS, ...LIMITS, ...REGISTRATIONS, ...BURSTS];

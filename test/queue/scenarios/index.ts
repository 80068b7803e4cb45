import type { Scenario } from '../scenario.ts';
import { asks } from './asks.ts';
import { broadcast } from './broadcast.ts';
import { bursts } from './bursts.ts';
import { deliveries } from './deliveries.ts';
import { killed } from './killed.ts';
import { outage } from './outage.ts';
import { registrations } from './registrations.ts';
import { restarted } from './restarted.ts';
import { secrets } from './secrets.ts';
import { sends } from './sends.ts';
import { sessions } from './sessions.ts';
import { tested } from './tested.ts';
import { unsignedCalls } from './unsigned.ts';

/** In the order they are run; the last one looks at what the others have left. */
export const scenarios: Scenario[] = [
	deliveries,
	killed,
	restarted,
	sends,
	sessions,
	broadcast,
	asks,
	bursts,
	outage,
	registrations,
	unsignedCalls,
	tested,
	secrets,
];

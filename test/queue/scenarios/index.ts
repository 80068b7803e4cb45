import type { Scenario } from '../scenario.ts';
import { deliveries } from './deliveries.ts';
import { killed } from './killed.ts';
import { restarted } from './restarted.ts';

/** In the order they are run; the last one looks at what the others have left. */
export const scenarios: Scenario[] = [deliveries, killed, restarted];

import type { Service } from './kit';
import { nexora } from './Nexora/service';
import { pact } from './Pact/service';
import { voipbin } from './Voipbin/service';

/** Every service of this package, by its name in file names and addresses. */
export const services = { pact, voipbin, nexora } satisfies Record<string, Service>;

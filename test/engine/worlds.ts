import type { services } from '../../nodes/services.ts';
import { useNexora } from './nexora/world.ts';
import { usePact } from './pact/world.ts';
import { useVoipbin } from './voipbin/world.ts';
import type { World } from './world.ts';

/** The world of every service, each in the version it is spoken to unless the user says otherwise. */
export const worlds: Record<keyof typeof services, () => World> = {
	pact: () => usePact('p2'),
	voipbin: useVoipbin,
	nexora: useNexora,
};

export const names = Object.keys(worlds) as Array<keyof typeof worlds>;

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

/** The world of every version of every service. */
export const versions: Record<string, () => World> = {
	'pact p1': () => usePact('p1'),
	'pact p2': () => usePact('p2'),
	voipbin: useVoipbin,
	'nexora current': useNexora,
	'nexora document': () => {
		const world = useNexora();
		beforeEach(() => world.speak('document'));
		return world;
	},
};

export const names = Object.keys(worlds) as Array<keyof typeof worlds>;

import type { Json } from '../kit';
import type { NexoraApi } from './api';
import { LABELS } from './errors';

/** Says what the server has left as it was, or does not know, though it was asked for: it answers "succesfully" all the same. */
export function hintOfKept(
	{ server }: NexoraApi,
	hint: (text: string) => void,
	wanted: Json,
	got: Json,
	why = 'Nexora does not change it',
): void {
	for (const [name, value] of Object.entries(wanted)) {
		if (value === undefined || server.same(got[name], value)) continue;
		const label = LABELS[name] ?? name;
		hint(name in got ? `${label} stays '${String(got[name])}': ${why}` : `This Nexora server has no ${label}`);
	}
}

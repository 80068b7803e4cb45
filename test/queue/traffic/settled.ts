import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from '../house/house.ts';

const LOOK_MS = 500;
const QUIET_LOOKS = 4;
/** What n8n leaves as running for ever does not change any more. */
const STUCK_LOOKS = 24;

const quoted = (ids: string[]) => ids.map((id) => `'${id}'`).join(', ');

/** Resolves when n8n starts and ends no more executions of these workflows. */
export async function settled({ database }: House, ids: string[]): Promise<void> {
	let last = '';
	for (let looks = 0; ; await sleep(LOOK_MS)) {
		const counts = await database.rows(
			`select status, count(*) as n from execution_entity where "workflowId" in (${quoted(ids)}) group by status order by status`,
		);
		const now = JSON.stringify(counts);
		looks = now === last ? looks + 1 : 0;
		last = now;
		if (looks >= (/"(new|running)"/.test(now) ? STUCK_LOOKS : QUIET_LOOKS)) return;
	}
}

export interface Execution {
	id: string;
	status: string;
	/** The nodes, their outputs and errors, as n8n keeps them (flatted); empty when it keeps nothing. */
	data: string;
}

export async function executionsOf({ database }: House, ids: string[]): Promise<Execution[]> {
	const rows = await database.rows(
		`select e.id, e.status, d.data from execution_entity e left join execution_data d on d."executionId" = e.id where e."workflowId" in (${quoted(ids)})`,
	);
	return rows.map(({ id, status, data }) => ({
		id: String(id),
		status: String(status),
		data: typeof data === 'string' ? data : '',
	}));
}

import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { kept, type Run } from './results.ts';
import { markdownTable, type Result } from './table.ts';

const PAGE = path.join(import.meta.dirname, '../../docs/reliability/queue.md');

export const lineOf = ({ n8n, node, size, seed, machine, date }: Run): string =>
	`${date}, n8n ${n8n} on Node.js ${node}, size ${size}, seed ${seed}, ${machine}`;

/** Writes docs/reliability/queue.md: what each promise gave when it was last put to the test, once all of them were. */
export function writePage(promises: string[]): void {
	const all = kept(promises);
	const untested = promises.filter((promise) => !all.some(({ result }) => result.name === promise));
	if (untested.length > 0) {
		console.log(
			`docs/reliability/queue.md stays as it is: ${untested.length} promises were not tested on this computer yet`,
		);
		return;
	}
	const lines = [...new Set(all.map(({ run }) => lineOf(run)))];
	const results = all.map(({ result }) => result);
	writeFileSync(PAGE, page(lines, results));
	console.log('docs/reliability/queue.md is written');
}

const page = (lines: string[], results: Result[]): string => `# What \`npm run test:queue\` has measured

This page is written by \`npm run test:queue -- --size full\`; do not edit it. With \`--only\` one promise is measured anew.
What the figures mean for your workflows is said in [reliability](../reliability.md).

${lines.map((line) => `- ${line}`).join('\n')}

A real n8n with the packed package stands beside the sandbox of the services: first alone with SQLite, then in queue mode with
PostgreSQL and Redis, one main process, two webhook processors behind a proxy and two workers. The sender has more patience than the services: it calls again
each second, at the next processor, until it is answered by anything but a 5xx, a 404 or silence.

| Column | Counts |
| --- | --- |
| sent | events (or calls, checks, texts looked through), not their repeats; bursts of messages |
| answered 200 | those that a sender takes for heard, rightly; bursts of which the trigger took every message |
| start page | those that n8n's own page "n8n is starting up" answered 200, and nothing else: the trigger never heard of them |
| ran | executions that got past the node in question; bursts that the workflow answered |
| cut off | events on record in n8n whose execution was ended before it got past that node; n8n shows it as crashed or failed; bursts that only _Get Unanswered_ answered; messages named as uncertain that were not received |
| twice | events that got past the node twice, messages received twice, sessions renewed twice, answers to what the workflow had answered before |
| lost | events answered 200 by the trigger and on no record; bursts of which a message was never answered |
| wrong | what was accepted, said or left standing otherwise than it is promised; answers to what a person had answered before |

Bursts are judged by what the customers' phones show. They are Pact's (P1, for which no rates are published: those of P2 would stretch a
thousand bursts over hours). 20 customers write at a time, each the next burst when the one before is answered; _Silence_ is 2 seconds, and
the agent between Collect and Send is a pause. The usual way is no promise of ours: it stands there to compare.

${markdownTable(results)}
`;

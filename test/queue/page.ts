import { markdownTable, type Result } from './table.ts';

/** What a run was made with and on. */
export interface Run {
	n8n: string;
	node: string;
	size: string;
	seed: number;
	machine: string;
	date: string;
	minutes: number;
}

export const lineOf = ({ n8n, node, size, seed, machine, date, minutes }: Run): string =>
	`${date}, n8n ${n8n} on Node.js ${node}, size ${size}, seed ${seed}, ${machine}, ${minutes.toFixed(1)} minutes`;

/** docs/reliability/queue.md, as a run writes it. */
export const page = (run: Run, results: Result[]): string => `# What \`npm run test:queue\` has measured

This page is written by \`npm run test:queue -- --size ${run.size} --write docs/reliability/queue.md\`; do not edit it.
What the figures mean for your workflows is said in [reliability](../reliability.md).

${lineOf(run)}.

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

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { part } from '../part.ts';
import { median } from '../statistics.ts';
import { milliseconds, spread, table } from '../words.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const BASE = path.join(ROOT, 'playground/node_modules/n8n-nodes-base/dist');

interface Loaded {
	ms: number;
	cpuMs: number;
	heap: number;
	modules: number;
}

interface Subject {
	name: string;
	loaded: Loaded[];
	/** Bytes of what the editor is told of its nodes. */
	described: number;
}

type Found = Subject[];

const SUBJECTS: Record<string, { nodes: string[]; types: string; names: RegExp }> = {
	'this package (6 nodes)': {
		nodes: globSync('dist/nodes/*/*.node.js', { cwd: ROOT }).map((file) => path.join(ROOT, file)),
		types: path.join(ROOT, 'dist/types/nodes.json'),
		names: /./,
	},
	'Pact alone (2 nodes)': {
		nodes: globSync('dist/nodes/Pact/*.node.js', { cwd: ROOT }).map((file) => path.join(ROOT, file)),
		types: path.join(ROOT, 'dist/types/nodes.json'),
		names: /^pact/,
	},
	'n8n’s Slack (2 nodes)': {
		nodes: ['Slack.node.js', 'SlackTrigger.node.js'].map((file) => path.join(BASE, 'nodes/Slack', file)),
		types: path.join(BASE, 'types/nodes.json'),
		names: /^slack/,
	},
	'n8n’s HTTP Request (1 node)': {
		nodes: [path.join(BASE, 'nodes/HttpRequest/HttpRequest.node.js')],
		types: path.join(BASE, 'types/nodes.json'),
		names: /^httpRequest$/,
	},
};

async function load(files: string[]): Promise<Loaded> {
	const child = fork(path.join(import.meta.dirname, '../loaded.ts'), files, { execArgv: ['--expose-gc'] });
	const [loaded] = (await once(child, 'message')) as [Loaded];
	return loaded;
}

function described({ types, names }: { types: string; names: RegExp }): number {
	const nodes = JSON.parse(readFileSync(types, 'utf8')) as Array<{ name: string }>;
	return JSON.stringify(nodes.filter(({ name }) => names.test(name))).length;
}

const all = ({ loaded }: Subject, name: keyof Loaded) => loaded.map((one) => one[name]);

export const start = part<Found>({
	title: 'Start',

	async measure(isSmall) {
		const found: Found = Object.entries(SUBJECTS).map(([name, subject]) => ({
			name,
			loaded: [],
			described: described(subject),
		}));
		for (let round = 0; round < (isSmall ? 1 : 7); round++) {
			for (const subject of found) subject.loaded.push(await load(SUBJECTS[subject.name]!.nodes));
		}
		return found;
	},

	aims(found) {
		const [whole, pact, slack] = found as [Subject, Subject, Subject];
		const told = (subject: Subject) => milliseconds(median(all(subject, 'cpuMs')));
		const reason = 'It has more operations.';
		return [
			{
				what: 'Loading this package beside n8n’s Slack: CPU',
				aim: 'not above it',
				found: `${told(whole)} beside ${told(slack)}`,
				isMet: median(all(whole, 'cpuMs')) <= median(all(slack, 'cpuMs')),
				reason,
			},
			{
				what: 'Loading Pact alone beside n8n’s Slack: CPU',
				aim: 'not above it',
				found: `${told(pact)} beside ${told(slack)}`,
				isMet: median(all(pact, 'cpuMs')) <= median(all(slack, 'cpuMs')),
				reason,
			},
		];
	},

	chapter: (found) => ({
		text: `At its start n8n reads what the nodes are called and how they look from files; their code is loaded when the first workflow needs it. What that
takes, in a process that has n8n's own libraries already.

${table(
	['', 'time', 'CPU', 'heap', 'modules', 'description for the editor'],
	found.map((subject) => [
		subject.name,
		spread(all(subject, 'ms'), milliseconds),
		spread(all(subject, 'cpuMs'), milliseconds),
		`${(median(all(subject, 'heap')) / 1e6).toFixed(1)} MB`,
		String(median(all(subject, 'modules'))),
		`${Math.round(subject.described / 1000)} kB`,
	]),
)}`,
	}),
});

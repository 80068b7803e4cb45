import { all, type Compared, comparison } from '../compared.ts';
import { byTurns } from '../measure.ts';
import { nodes } from '../nodes.ts';
import { part } from '../part.ts';
import { startPeer } from '../peer.ts';
import { median, ratio } from '../statistics.ts';
import { milliseconds, times } from '../words.ts';

const ANSWER_MS = 20;
const SIZES = [100, 1000, 10_000];
const ROUNDS: Record<number, number> = { 100: 5, 1000: 5, 10_000: 3 };
const PAUSE_MS = 50;

export const reads = part<Compared>({
	title: 'Reading',

	async measure(isSmall) {
		const peer = await startPeer({ delay: ANSWER_MS });
		const { ours, http } = nodes(peer.url).read;
		const found: Compared = [];
		for (const items of isSmall ? SIZES.slice(0, 2) : SIZES) {
			const given = { url: peer.url, items, conversations: peer.conversations };
			const rounds = isSmall ? 1 : ROUNDS[items]!;
			found.push({ items, ...(await byTurns(rounds, { ours: { ...ours, ...given }, http: { ...http, ...given } })) });
		}
		peer.close();
		return found;
	},

	aims(found) {
		const compared = found
			.filter(({ items }) => items >= 1000)
			.flatMap(({ items, ours, http }) => {
				const what = `${items.toLocaleString('en')} reads beside HTTP Request`;
				const by = (name: 'ms' | 'cpuMs' | 'memory') => ratio(all(ours, name), all(http, name));
				return [
					{
						what: `${what}: time`,
						aim: '≤ 1.0 ×',
						found: times(by('ms')),
						isMet: by('ms') <= 1,
						reason:
							'HTTP Request begins with all items at once, this node with some: where answers take long, that shows.',
					},
					{
						what: `${what}: CPU`,
						aim: '≤ 1.0 ×',
						found: times(by('cpuMs')),
						isMet: by('cpuMs') <= 1,
						reason: 'See the profile below.',
					},
					...(items === 10_000
						? [
								{
									what: `${what}: memory above idle`,
									aim: '≤ 0.5 ×',
									found: times(by('memory')),
									isMet: by('memory') <= 0.5,
									reason:
										'What is left are the agent, the socket and the settings that n8n makes for every request, which V8 frees in its own time.',
								},
							]
						: []),
				];
			});
		const pause = Math.max(...found.map(({ ours }) => median(all(ours, 'pauseMs'))));
		const costs = found.map(({ items, ours }) => median(all(ours, 'cpuMs')) / items);
		const growth = costs.at(-1)! / costs[0]!;
		return [
			...compared,
			{
				what: 'Longest pause of the event loop, up to 10,000 reads',
				aim: '< 50 ms',
				found: milliseconds(pause),
				isMet: pause < PAUSE_MS,
				reason: 'A part of it is the garbage collector, and n8n taking over the items.',
			},
			{
				what: 'CPU an item, the most items beside the fewest',
				aim: 'flat (≤ 1.1 ×)',
				found: times(growth),
				isMet: growth <= 1.1,
				reason: 'The node does not look at other items while it works on one.',
			},
		];
	},

	chapter(found) {
		const values = found.flatMap(({ items, ours, http }) =>
			Object.entries({ Pact: ours, 'HTTP Request': http }).flatMap(([node, figures]) =>
				figures.map(({ cpuMs }) => ({ items: items.toLocaleString('en'), node, 'CPU ms an item': cpuMs / items })),
			),
		);
		return {
			text: `_Conversation: Get_, once for each item, answered after ${ANSWER_MS} ms, beside HTTP Request with the same credential.

${comparison(found)}

![CPU time an item](benchmarks/reads.svg)`,
			charts: {
				reads: {
					data: { values },
					width: 360,
					height: 220,
					mark: { type: 'bar' },
					encoding: {
						x: { field: 'items', type: 'nominal', sort: null, title: 'items', axis: { labelAngle: 0 } },
						xOffset: { field: 'node', sort: null },
						y: { aggregate: 'median', field: 'CPU ms an item', title: 'CPU ms an item' },
						color: { field: 'node', sort: null, title: null },
					},
				},
			},
		};
	},
});

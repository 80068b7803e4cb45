import { measure } from '../measure.ts';
import type { Figures } from '../measured.ts';
import { nodes } from '../nodes.ts';
import { part } from '../part.ts';
import { startPeer } from '../peer.ts';
import { median } from '../statistics.ts';
import { megabytes, milliseconds, table } from '../words.ts';

const PARALLEL = [8, 16, 32, 64, 128, 256, 512];
/** Milliseconds until an answer, and the fewest that are tried there: fewer would take minutes. */
const DELAYS = [
	{ delay: 20, fewest: 8 },
	{ delay: 200, fewest: 32 },
];
const ITEMS = 2000;
const ROUNDS = 2;

type Found = Array<{ delay: number; parallel: number; figures: Figures[] }>;

export const parallel = part<Found>({
	title: 'How many items at a time',

	async measure(isSmall) {
		const found: Found = [];
		for (const { delay, fewest } of isSmall ? DELAYS.slice(0, 1) : DELAYS) {
			const peer = await startPeer({ delay });
			const { ours } = nodes(peer.url).read;
			for (const count of isSmall ? [32, 128] : PARALLEL.filter((one) => one >= fewest)) {
				const task = { ...ours, url: peer.url, items: isSmall ? 500 : ITEMS, conversations: peer.conversations };
				const figures: Figures[] = [];
				for (let round = 0; round < (isSmall ? 1 : ROUNDS); round++)
					figures.push(await measure({ ...task, parallel: count }));
				found.push({ delay, parallel: count, figures });
			}
			peer.close();
		}
		return found;
	},

	aims: () => [],

	chapter(found) {
		const of = (figures: Figures[], name: keyof Figures) => median(figures.map((one) => one[name]));
		const rows = found.map(({ delay, parallel: count, figures }) => [
			`${count} at a time, answers after ${delay} ms`,
			milliseconds(of(figures, 'ms')),
			milliseconds(of(figures, 'cpuMs')),
			megabytes(of(figures, 'memory')),
			milliseconds(of(figures, 'pauseMs')),
		]);
		const values = found.map(({ delay, parallel: count, figures }) => ({
			parallel: count,
			seconds: of(figures, 'ms') / 1000,
			answers: `after ${delay} ms`,
		}));
		return {
			text: `${ITEMS.toLocaleString('en')} reads with another bound on the items that are worked on at the same time, each on a connection of its own. The
node's bound is 128: where answers take 20 ms the processor is busy by then, and 512 would be no faster; where they take 200 ms more would still be,
at the cost of as many connections to a service that others use too.

${table(['', 'time', 'CPU', 'memory above idle', 'longest pause'], rows)}

![Time by the number of items at a time](benchmarks/parallel.svg)`,
			charts: {
				parallel: {
					data: { values },
					width: 420,
					height: 220,
					mark: { type: 'line', point: true },
					encoding: {
						x: {
							field: 'parallel',
							type: 'quantitative',
							scale: { type: 'log', base: 2 },
							axis: { values: PARALLEL },
							title: 'items at a time',
						},
						y: { field: 'seconds', type: 'quantitative', scale: { type: 'log' }, title: 'seconds' },
						color: { field: 'answers', sort: null },
					},
				},
			},
		};
	},
});

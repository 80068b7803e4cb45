import { measure } from '../measure.ts';
import type { Figures } from '../measured.ts';
import { nodes } from '../nodes.ts';
import { part } from '../part.ts';
import { startPeer } from '../peer.ts';
import { megabytes, milliseconds, table } from '../words.ts';

const SIZES = [1000, 10_000, 100_000];
/** As many as P1 gives at once. */
const PAGE = 100;

type Found = Array<{ messages: number; figures: Figures; requests: number }>;

/** What is above the items themselves, for each of them. */
const beside = ({ figures: { memory, kept } }: Found[number]) => Math.max(0, memory - kept);

export const lists = part<Found>({
	title: 'Return All',

	async measure(isSmall) {
		const found: Found = [];
		for (const messages of isSmall ? SIZES.slice(0, 2) : SIZES) {
			const peer = await startPeer({ messages });
			const task = { ...nodes(peer.url).messages(peer.conversations[0]!), url: peer.url, items: 1, warmUp: 0 };
			const figures = await measure(task);
			found.push({ messages, figures, requests: (await peer.arrived()).requests });
			peer.close();
		}
		return found;
	},

	aims(found) {
		const last = found.at(-1)!;
		const least = Math.ceil(last.messages / PAGE);
		return [
			{
				what: `Return All over ${last.messages.toLocaleString('en')} messages: requests`,
				aim: 'the least possible',
				found: `${last.requests.toLocaleString('en')} of ${least.toLocaleString('en')}`,
				isMet: last.requests <= least,
				reason: 'The service says on the last full page that there is one more.',
			},
			{
				what: `Return All over ${last.messages.toLocaleString('en')} messages: memory beside the items`,
				aim: 'bounded (< 150 MB)',
				found: megabytes(beside(last)),
				isMet: beside(last) < 150e6,
				reason:
					'A page is let go once its messages are items; the items themselves are n8n’s to keep until the execution ends.',
			},
		];
	},

	chapter: (found) => ({
		text: `_Message: Get Many_ with _Return All_, pages of ${PAGE}, simplified. n8n keeps the items of a node until the execution ends, so they are
counted by themselves: what the node needs beside them is one page.

${table(
	['messages', 'requests', 'time', 'CPU', 'peak above idle', 'of which items', 'longest pause'],
	found.map(({ messages, figures, requests }) => [
		messages.toLocaleString('en'),
		requests.toLocaleString('en'),
		milliseconds(figures.ms),
		milliseconds(figures.cpuMs),
		megabytes(figures.memory),
		megabytes(figures.kept),
		milliseconds(figures.pauseMs),
	]),
)}`,
	}),
});

import { byTurns } from '../measure.ts';
import type { Figures } from '../measured.ts';
import { nodes } from '../nodes.ts';
import { part } from '../part.ts';
import { startPeer } from '../peer.ts';
import { median, ratio } from '../statistics.ts';
import { megabytes, milliseconds, spread, table, times } from '../words.ts';

const SIZES = [1e6, 20e6, 200e6];
const MOST_MEMORY = 40e6;

type Found = Array<{ way: 'up' | 'down'; size: number; ours: Figures[]; http: Figures[] }>;

const all = (figures: Figures[], name: keyof Figures) => figures.map((one) => one[name]);

export const files = part<Found>({
	title: 'Files',

	async measure(isSmall) {
		const sizes = isSmall ? SIZES.slice(0, 2) : SIZES;
		const peer = await startPeer({ files: [1000, ...sizes] });
		const { upload, download } = nodes(peer.url);
		const rounds = isSmall ? 1 : 3;
		const found: Found = [];
		for (const [index, size] of sizes.entries()) {
			const given = { url: peer.url, items: 1, warmUp: 1 };
			const up = upload(peer.conversations[0]!);
			const down = download(peer.files[index + 1]!);
			const both = (work: typeof up, file?: number) => ({
				ours: { ...work.ours, ...given, file },
				http: { ...work.http, ...given, file },
			});
			found.push({ way: 'up', size, ...(await byTurns(rounds, both(up, size))) });
			found.push({ way: 'down', size, ...(await byTurns(rounds, both(down))) });
		}
		peer.close();
		return found;
	},

	aims: (found) =>
		found.flatMap(({ way, size, ours, http }) => {
			const what = `A file of ${megabytes(size)} ${way}`;
			const memory = median(all(ours, 'memory'));
			const time = ratio(all(ours, 'ms'), all(http, 'ms'));
			return [
				{
					what: `${what}: memory above idle`,
					aim: '< 40 MB',
					found: megabytes(memory),
					isMet: memory < MOST_MEMORY,
					reason:
						'Chunks on their way through n8n’s HTTP client, which V8 frees in its own time: it does not grow with the file.',
				},
				{
					what: `${what}: time beside HTTP Request`,
					aim: '≤ 1.0 ×',
					found: times(time),
					isMet: time <= 1,
					reason: 'Within what one run differs from the next (see the spread).',
				},
			];
		}),

	chapter(found) {
		return {
			text: `_Attachment: Upload_ and _Attachment: Download_, one file an item, between n8n's binary store and the service, beside HTTP Request with a form and
with a response of the format File. The first run of a process, which loads what is needed, is not counted.

${table(
	['', 'time', 'CPU', 'memory above idle'],
	found.flatMap(({ way, size, ours, http }) => [
		...Object.entries({ Pact: ours, 'HTTP Request': http }).map(([name, figures]) => [
			`${megabytes(size)} ${way} × ${name}`,
			spread(all(figures, 'ms'), milliseconds),
			spread(all(figures, 'cpuMs'), milliseconds),
			spread(all(figures, 'memory'), megabytes),
		]),
	]),
)}`,
		};
	},
});

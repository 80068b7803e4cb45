import { all, type Compared, comparison } from '../compared.ts';
import { byTurns } from '../measure.ts';
import { nodes } from '../nodes.ts';
import { part } from '../part.ts';
import { startPeer } from '../peer.ts';
import { ratio } from '../statistics.ts';
import { times } from '../words.ts';

const ANSWER_MS = 20;
const CONVERSATIONS = 500;
const SIZES = [1000, 10_000];

export const sends = part<Compared>({
	title: 'Sending where nothing limits',

	async measure(isSmall) {
		const found: Compared = [];
		for (const items of isSmall ? [200] : SIZES) {
			const peer = await startPeer({ delay: ANSWER_MS, conversations: CONVERSATIONS });
			const { ours, http } = nodes(peer.url).send;
			const given = { url: peer.url, items, conversations: peer.conversations, warmUp: 0 };
			const rounds = isSmall ? 1 : 3;
			found.push({ items, ...(await byTurns(rounds, { ours: { ...ours, ...given }, http: { ...http, ...given } })) });
			peer.close();
		}
		return found;
	},

	aims: (found) =>
		found.map(({ items, ours, http }) => ({
			what: `${items.toLocaleString('en')} sends beside HTTP Request: CPU`,
			aim: '≤ 1.0 ×',
			found: times(ratio(all(ours, 'cpuMs'), all(http, 'cpuMs'))),
			isMet: ratio(all(ours, 'cpuMs'), all(http, 'cpuMs')) <= 1,
			reason:
				'It keeps the messages of a conversation in order and a ledger of what was sent, which HTTP Request does not.',
		})),

	chapter(found) {
		return {
			text: `_Message: Send_ in version P1, whose rates are not published, to ${CONVERSATIONS} conversations by turns, answered after ${ANSWER_MS} ms. HTTP
Request begins with all at once and keeps no order; this node sends the messages of a conversation one after another.

${comparison(found)}`,
		};
	},
});

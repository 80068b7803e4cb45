import { element } from './dom.js';
import { time } from './format.js';

/** One line that tells why nothing answers; what matters comes first, as a narrow screen cuts the rest. */
export function showStrip(strip, { note, webhook: { last, url } }) {
	strip.title = note ?? url ?? '';
	if (note) say(strip, '', note);
	else if (!url) say(strip, '', 'No webhook is registered: nobody hears these phones');
	else if (!last) say(strip, '', `Webhook registered · ${new URL(url).host}`);
	else
		say(
			strip,
			last.state,
			`Webhook ${outcome(last)} · ${last.what.replaceAll('_', ' ')} · ${time(last.at)} · ${new URL(url).host}`,
		);
}

export const showGone = (strip) => say(strip, 'dropped', 'The sandbox does not answer: is it still running?');

function say(strip, state, text) {
	if (strip.textContent === text) return;
	strip.replaceChildren(element('span', { className: `dot ${state}` }), element('span', {}, text));
}

function outcome({ error, state, status }) {
	const answer = error ? `gave no answer (${error})` : status < 300 ? 'took it' : `refused it (HTTP ${status})`;
	return state === 'pending' ? `${answer}, will be repeated` : state === 'dropped' ? `${answer}, given up` : answer;
}

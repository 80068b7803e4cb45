import { element, show } from './dom.js';

/** What may go wrong with the next message of the business: a click chooses it, another one takes it back. */
export function showTroubles(place, { kinds, chosen, says }, choose) {
	const items = kinds.map((kind) => ({ ...kind, isChosen: kind.name === chosen }));
	const render = ({ isChosen, label, name }) =>
		element(
			'button',
			{ type: 'button', 'aria-pressed': String(isChosen), onclick: () => choose(isChosen ? '' : name) },
			label,
		);
	show(place.querySelector('.kinds'), items, { key: ({ name }) => name, render });
	const words = says || 'Choose what happens to the next message of the business, and see how n8n copes.';
	const line = place.querySelector('p');
	if (line.textContent !== words) line.textContent = words;
}

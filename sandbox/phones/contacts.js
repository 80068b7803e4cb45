import { element, show } from './dom.js';
import { hue, initials, when } from './format.js';

const latestFirst = (a, b) => (b.last?.at ?? '').localeCompare(a.last?.at ?? '');

export function dressAvatar(node, contact) {
	node.textContent = initials(contact.name);
	node.style.setProperty('--hue', hue(contact.id));
	return node;
}

/** Shows those that were looked for, the latest first; the one whose phone is held stays in sight wherever it moves. */
export function showContacts(list, service, current, search) {
	const items = service.contacts
		.filter((contact) => fits(contact, search))
		.toSorted(latestFirst)
		.map((contact) => ({
			...contact,
			href: `#${service.name}/${contact.id}`,
			isCurrent: contact.id === current,
		}));
	const place = () => [...list.children].findIndex((node) => node.querySelector('[aria-current="true"]'));
	const before = place();
	show(list, items, { key: ({ href }) => href, render });
	if (place() !== before) list.children[place()]?.scrollIntoView({ block: 'nearest' });
}

/** By words, or by a number in any spelling. */
function fits({ name, channel, detail }, search) {
	const words = search.trim().toLowerCase();
	if ([name, channel, detail].some((text) => text.toLowerCase().includes(words))) return true;
	const digits = search.replace(/\D/g, '');
	return digits.length > 2 && detail.replace(/\D/g, '').includes(digits);
}

function render(contact) {
	const { channel, href, isCurrent, last, name, unread } = contact;
	return element(
		'li',
		{},
		element(
			'a',
			{ className: 'contact', href, 'aria-current': isCurrent },
			dressAvatar(element('span', { className: 'avatar', 'aria-hidden': true }), contact),
			element(
				'span',
				{ className: 'name' },
				element('span', {}, name),
				element('span', { className: 'channel' }, ` · ${channel}`),
			),
			element('span', { className: 'when' }, last ? when(last.at) : ''),
			element('span', { className: 'last' }, last ? preview(last) : 'No messages yet'),
			unread > 0 ? element('span', { className: 'unread', 'aria-label': `${unread} unread` }, String(unread)) : '',
		),
	);
}

const preview = ({ from, text }) => (from === 'customer' ? `You: ${text}` : text);

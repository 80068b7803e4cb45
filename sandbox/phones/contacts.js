import { element, show } from './dom.js';
import { hue, initials, when } from './format.js';

const latestFirst = (a, b) => (b.last?.at ?? '').localeCompare(a.last?.at ?? '');

export function dressAvatar(node, contact) {
	node.textContent = initials(contact.name);
	node.style.setProperty('--hue', hue(contact.id));
	return node;
}

export function showContacts(list, service, current) {
	const items = service.contacts.toSorted(latestFirst).map((contact) => ({
		...contact,
		href: `#${service.name}/${contact.id}`,
		isCurrent: contact.id === current,
	}));
	show(list, items, { key: ({ href }) => href, render });
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
			element('span', { className: 'name' }, name, element('span', { className: 'channel' }, ` · ${channel}`)),
			element('span', { className: 'when' }, last ? when(last.at) : ''),
			element('span', { className: 'last' }, last ? preview(last) : 'No messages yet'),
			unread > 0 ? element('span', { className: 'unread', 'aria-label': `${unread} unread` }, String(unread)) : '',
		),
	);
}

const preview = ({ from, text }) => (from === 'customer' ? `You: ${text}` : text);

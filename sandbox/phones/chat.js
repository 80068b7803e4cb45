import { drawing, element, show } from './dom.js';
import { day, size, time } from './format.js';

const TICK = 'M2 7l4 4 8-9';
const TICKS = 'M2 7l4 4 8-9M11 10.5l.5.5 8-9';
const SHEET = 'M6 3h8l5 5v13H6zM14 3v5h5';

export function showMessages(list, messages, answer) {
	show(list, withDays(messages), { key: ({ key }) => key, render: (item) => render(item, answer) });
}

function withDays(messages) {
	if (messages.length === 0) return [{ key: 'hush', hush: 'Say hello: the business sees it at once.' }];
	return messages.flatMap((message, index) => {
		const today = day(message.at);
		const isNewDay = index === 0 || today !== day(messages[index - 1].at);
		return [...(isNewDay ? [{ key: today, day: today }] : []), { key: `message ${message.id}`, message }];
	});
}

function render({ day: today, hush, message }, answer) {
	if (today) return element('li', { className: 'day' }, today);
	if (hush) return element('li', { className: 'hush' }, hush);
	const { ack, at, attachments, buttons, from, text } = message;
	return element(
		'li',
		{ className: `message ${from}` },
		element('span', { className: 'unseen' }, from === 'customer' ? 'You: ' : 'The business: '),
		...attachments.map(attachment),
		text ? element('span', { className: 'text' }, ...withLinks(text)) : null,
		buttons.length > 0 ? choices(buttons, answer) : null,
		element(
			'span',
			{ className: 'meta' },
			element('time', { dateTime: at }, time(at)),
			from === 'customer' ? ticks(ack) : null,
		),
	);
}

function ticks(ack) {
	const state = ack >= 3 ? 'read' : ack === 2 ? 'delivered' : 'sent';
	const path = state === 'sent' ? TICK : TICKS;
	return element(
		'span',
		{ className: `ticks ${state}`, role: 'img', 'aria-label': state, title: state },
		drawing(path, '0 0 21 13'),
	);
}

function attachment({ fileName, mimeType, size: bytes, url }) {
	// The page may have been opened under another name of this computer.
	const href = new URL(url).pathname;
	const link = { href, target: '_blank', rel: 'noreferrer' };
	if (mimeType.startsWith('image/')) {
		return element('a', { ...link, className: 'picture' }, element('img', { src: href, alt: fileName }));
	}
	return element(
		'a',
		{ ...link, className: 'file', download: fileName },
		drawing(SHEET),
		element('span', {}, fileName),
		element('small', {}, size(bytes)),
	);
}

const choices = (labels, answer) =>
	element(
		'span',
		{ className: 'buttons' },
		...labels.map((label) => element('button', { type: 'button', onclick: () => answer(label) }, label)),
	);

const withLinks = (text) =>
	text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => {
		if (index % 2 === 0) return part;
		return element('a', { href: part, target: '_blank', rel: 'noreferrer' }, part);
	});

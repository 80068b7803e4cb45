import * as api from './api.js';
import { showMessages } from './chat.js';
import { composer } from './composer.js';
import { dressAvatar, showContacts } from './contacts.js';
import { element, show } from './dom.js';
import { newcomerDialog } from './newcomer.js';
import { showGone, showStrip } from './strip.js';
import { showTroubles } from './troubles.js';

const find = (selector) => document.querySelector(selector);
const screen = find('.screen');
const messageList = find('.messages');

let services = [];
/** Which conversation the messages on the screen belong to. */
let shown = '';

/** The address says whose phone is held: `#service/contact`. */
function held() {
	const [name, contactId] = decodeURIComponent(location.hash.slice(1)).split('/');
	const service = services.find((candidate) => candidate.name === name) ?? services[0];
	return { service, contact: service?.contacts.find(({ id }) => id === contactId) };
}

async function refresh() {
	services = await api.services();
	await draw();
}

async function draw() {
	const { service, contact } = held();
	showTabs(service);
	showContacts(find('.contacts ul'), service, contact?.id, find('#search').value);
	showStrip(find('.strip'), service);
	showTroubles(find('.troubles'), service.trouble, (name) => void api.choose(service.name, name));
	const unread = services.flatMap(({ contacts }) => contacts).reduce((sum, other) => sum + other.unread, 0);
	document.title = unread > 0 ? `(${unread}) Phones` : 'Phones';

	document.body.classList.toggle('holding', contact !== undefined);
	screen.hidden = contact === undefined;
	find('.nobody').hidden = contact !== undefined;
	if (contact) await drawChat(service, contact);
	else shown = '';
}

async function drawChat(service, contact) {
	const conversation = `${service.name}/${contact.id}`;
	const messages = await api.messages(service.name, contact.id);
	// Another phone may have been taken up meanwhile.
	if (held().contact?.id !== contact.id) return;
	dressAvatar(screen.querySelector('.avatar'), contact);
	screen.querySelector('h2').textContent = contact.name;
	screen.querySelector('header p').textContent = [contact.channel, contact.detail].filter(Boolean).join(' · ');
	const isOther = shown !== conversation;
	shown = conversation;
	if (isOther) {
		messageList.replaceChildren();
		toEnd();
		beginWriting();
	}
	showMessages(messageList, messages, (text) => void send(text, []));
	if (contact.unread > 0 && document.visibilityState === 'visible') await api.read(service.name, contact.id);
}

function showTabs(current) {
	const tabs = services.map(({ name, title }) => ({ name, title, isCurrent: name === current.name }));
	const render = ({ isCurrent, name, title }) =>
		element(
			'button',
			{
				type: 'button',
				role: 'tab',
				'aria-selected': isCurrent,
				'aria-controls': 'contacts',
				onclick: () => (location.hash = name),
			},
			title,
		);
	show(find('.tabs'), tabs, { key: ({ name }) => name, render });
}

async function send(text, files) {
	const { service, contact } = held();
	await api.write(service.name, contact.id, text, files);
	toEnd();
}

/** The list is turned round: its end is where scrolling begins. */
function toEnd() {
	find('.scroller').scrollTop = 0;
}

const beginWriting = composer(find('.composer'), send);

const openNewcomer = newcomerDialog(find('dialog'), async (newcomer) => {
	const { service } = held();
	const { id } = await api.introduce(service.name, newcomer);
	await refresh();
	location.hash = `${service.name}/${id}`;
});
find('#newcomer-open').addEventListener('click', () => openNewcomer(held().service.channels));

find('#search').addEventListener('input', () => void draw());
addEventListener('hashchange', () => void draw());
document.addEventListener('visibilitychange', () => void draw());
api.onChange(
	() => void refresh(),
	() => showGone(find('.strip')),
);

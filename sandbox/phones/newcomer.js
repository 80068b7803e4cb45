import { element } from './dom.js';

const inventedPhone = () => `7925${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;

/** The dialog in which someone new writes first; `introduce(newcomer)` takes what was entered. */
export function newcomerDialog(dialog, introduce) {
	const form = dialog.querySelector('form');
	const trouble = form.querySelector('.trouble');

	form.querySelector('[value=cancel]').addEventListener('click', () => dialog.close());

	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		try {
			await introduce(Object.fromEntries(new FormData(form)));
			dialog.close();
		} catch (error) {
			trouble.textContent = error.message;
			trouble.hidden = false;
		}
	});

	return function open(channels) {
		form.reset();
		trouble.hidden = true;
		form.elements.phone.value = inventedPhone();
		form.elements.channelId.replaceChildren(
			...channels.map(({ id, label }) => element('option', { value: id }, label)),
		);
		dialog.showModal();
	};
}

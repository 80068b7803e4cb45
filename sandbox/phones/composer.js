import { element } from './dom.js';

/** The line at the bottom of a phone; `send(text, files)` takes what was written. Returns what empties it. */
export function composer(form, send) {
	const text = form.querySelector('textarea');
	const input = form.querySelector('input[type=file]');
	const picked = form.querySelector('.picked');
	const trouble = form.querySelector('.trouble');
	let files = [];

	function pick(next) {
		files = next;
		picked.hidden = files.length === 0;
		picked.replaceChildren(
			...files.map((file) =>
				element(
					'li',
					{},
					element(
						'button',
						{
							type: 'button',
							'aria-label': `Leave out ${file.name}`,
							onclick: () => pick(files.filter((other) => other !== file)),
						},
						element('span', {}, file.name),
						'×',
					),
				),
			),
		);
	}

	input.addEventListener('change', () => {
		pick([...files, ...input.files]);
		input.value = '';
		text.focus();
	});

	text.addEventListener('keydown', (event) => {
		// While an input method composes a letter, Enter belongs to it.
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		form.requestSubmit();
	});

	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const written = text.value.trim();
		const chosen = files;
		if (!written && chosen.length === 0) return;
		text.value = '';
		pick([]);
		trouble.hidden = true;
		try {
			await send(written, chosen);
		} catch (error) {
			text.value = written;
			pick(chosen);
			trouble.textContent = `Not sent: ${error.message}`;
			trouble.hidden = false;
		}
		text.focus();
	});

	return function begin() {
		text.value = '';
		pick([]);
		trouble.hidden = true;
		// On a touch screen the keyboard would cover the messages just opened.
		if (matchMedia('(hover: hover)').matches) text.focus();
	};
}

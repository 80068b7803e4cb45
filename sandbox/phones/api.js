async function ask(path, options) {
	const response = await fetch(`/phones/services${path}`, options);
	if (response.ok) return response.status === 204 ? undefined : await response.json();
	throw new Error((await response.json()).message);
}

const form = (fields, files = []) => {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	for (const file of files) body.append('file', file);
	return { method: 'POST', body };
};

export const services = () => ask('');
export const messages = (service, contact) => ask(`/${service}/${contact}`);
export const write = (service, contact, text, files) => ask(`/${service}/${contact}`, form({ text }, files));
export const read = (service, contact) => ask(`/${service}/${contact}/read`, { method: 'POST' });
export const choose = (service, name) => ask(`/${service}/trouble`, form({ name }));
export const introduce = (service, newcomer) => ask(`/${service}`, form(newcomer));

/** Calls back now and whenever something changed, and when the sandbox is gone; the browser reconnects by itself. */
export function onChange(changed, gone) {
	const events = new EventSource('/phones/events');
	events.addEventListener('message', changed);
	events.addEventListener('error', gone);
}

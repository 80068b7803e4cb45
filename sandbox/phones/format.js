const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const shortDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

const isToday = (iso) => new Date(iso).toDateString() === new Date().toDateString();

export const time = (iso) => clock.format(new Date(iso));
export const day = (iso) => (isToday(iso) ? 'Today' : calendar.format(new Date(iso)));
export const when = (iso) => (isToday(iso) ? time(iso) : shortDate.format(new Date(iso)));

export const initials = (name) =>
	name
		.split(/\s+/)
		.filter((word) => /^\p{L}/u.test(word))
		.slice(0, 2)
		.map((word) => [...word][0].toUpperCase())
		.join('') || '#';

/** Far apart for neighbouring ids. */
export const hue = (id) => ([...id].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) * 137) % 360;

export function size(bytes) {
	const units = ['B', 'kB', 'MB', 'GB'];
	const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
	return `${(bytes / 1000 ** power).toFixed(power && 1)} ${units[power]}`;
}

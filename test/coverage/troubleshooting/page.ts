import { CHAPTERS, type Told } from './told.ts';

/** One text of the page. */
export interface Entry extends Told {
	chapter: keyof typeof CHAPTERS;
	service: string;
	when: string;
}

const INTRODUCTION = `# Troubleshooting

Every kind of message that the nodes show when something goes wrong, just as n8n shows it. Search this page (Ctrl+F) for a few words of
what you see; the names, numbers and addresses will be your own. The bold line is the text in the red box. The quoted text appears below
it in n8n and says what to do.

Three things are true everywhere:

- **All rows are checked before the first request.** If a field is wrong, nothing was sent, and the text says so.
- **"It is not certain whether …"** appears only where a message may have arrived although no proper answer came. Check the service
  before you run it again. In all other cases it did not arrive.
- **One bad row need not stop the others.** In the node's _Settings_, _On Error_ → _Continue_ sends the rest; the failed row comes out
  with \`error\` (the text) and \`message\` (what to do).

Some texts are n8n's own. If a required field is missing, it says \`Parameter "…" is required\` before anything runs. If nobody answers at the
Base URL, the _Test_ of a credential shows only the network's error code: \`ECONNREFUSED\` (nothing listens there), \`ENOTFOUND\` (no host with
this name), \`ETIMEDOUT\` (no answer), \`ECONNRESET\` (the other side ended the connection). Check the Base URL then, and whether n8n
can reach it.`;

const anchor = (title: string) =>
	title
		.toLowerCase()
		.replace(/[^a-z ]/g, '')
		.replaceAll(' ', '-');

/** Markdown signs in a text stay what they are. */
const plain = (text: string) => text.replace(/[\\*_`<>[\]{}|]/g, '\\$&').replace(/\s+/g, ' ');

/** Several ways to the same text are told together. */
function together(entries: Entry[]): Array<Told & { from: string[] }> {
	const found = new Map<string, Told & { from: string[] }>();
	for (const { message, description, service, when } of entries) {
		const key = `${message}\n${description}`;
		const known = found.get(key) ?? { message, description, from: [] };
		known.from.push(`${service} · ${when}`);
		found.set(key, known);
	}
	return [...found.values()];
}

const text = ({ message, description, from }: Told & { from: string[] }) =>
	[`**${plain(message)}**`, `_${from.map(plain).join('; ')}_`, description && `> ${plain(description)}`]
		.filter(Boolean)
		.join('\n\n');

/** docs/troubleshooting.md of what was seen. */
export function page(entries: Entry[]): string {
	const chapters = Object.entries(CHAPTERS).map(([name, title]) => ({
		title,
		texts: together(entries.filter(({ chapter }) => chapter === name)).map(text),
	}));
	const contents = chapters.map(({ title }) => `- [${title}](#${anchor(title)})`).join('\n');
	const sections = chapters.map(({ title, texts }) => [`## ${title}`, ...texts].join('\n\n'));
	return `${[INTRODUCTION, contents, ...sections].join('\n\n')}\n`;
}

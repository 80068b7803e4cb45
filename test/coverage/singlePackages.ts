import { readFileSync } from 'node:fs';
import path from 'node:path';

import { services } from '../../nodes/services.ts';
import { services as playground } from '../../playground/services.ts';
import { ROOT } from './generated.ts';
import { credentialOf, manifest, nodeOf, type ServiceName } from './package.ts';
import { eventTable, summary } from './pages.ts';

/** A service's package of its own: n8n verifies only packages of one service. */
interface Single {
	name: string;
	/** As in "n8n nodes for …". */
	about: string;
	keywords: string[];
	/** Pages of the service's maker. */
	resources: Record<string, string>;
}

export const singles: Record<ServiceName, Single> = {
	pact: {
		name: 'n8n-nodes-pact-im',
		about: 'Pact.im: WhatsApp, Telegram, MAX, VK, Viber, Avito and more behind one API',
		keywords: ['pact', 'whatsapp', 'telegram', 'vk', 'viber', 'avito'],
		resources: { 'Pact.im': 'https://pact.im', "Pact's documents of its API": 'https://github.com/pact-im/api-doc' },
	},
	voipbin: {
		name: 'n8n-nodes-voipbin',
		about: 'VoIPbin: conversations in LINE, WhatsApp, SMS, web chat and e-mail',
		keywords: ['voipbin', 'line', 'whatsapp', 'sms', 'webchat'],
		resources: { VoIPbin: 'https://voipbin.net', "VoIPbin's own sources": 'https://github.com/voipbin/monorepo' },
	},
	nexora: {
		name: 'n8n-nodes-nexora-chatbot',
		about: 'Nexora, a chatbot server that you run yourself, by its "Conversation API"',
		keywords: ['nexora', 'chatbot', 'whatsapp', 'telegram'],
		resources: { "Nexora's own sources": 'https://github.com/NexoraCommunity' },
	},
};

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const home = 'https://github.com/n8n-nodes-conversations/n8n-nodes-conversations';

/** The text of a page below a heading. */
function section(file: string, heading: string): string {
	const [, text] = read(file).split(`\n## ${heading}\n`);
	if (text === undefined) throw new Error(`${file} has no part "${heading}"`);
	return text.split('\n## ')[0]!.trim();
}

/** The name of a service in the names of its files. */
const inFiles = (name: string) => `${name[0]!.toUpperCase()}${name.slice(1)}`;

export function packageJson(name: ServiceName): string {
	const { name: packageName, about, keywords } = singles[name];
	const { version, license, author, repository, peerDependencies } = manifest;
	const directory = `packages/${packageName}`;
	const file = inFiles(name);
	const content = {
		name: packageName,
		version,
		description: `n8n nodes for ${about}`,
		keywords: ['n8n-community-node-package', 'n8n', 'conversations', 'messaging', ...keywords],
		license,
		homepage: `${home}/tree/main/${directory}`,
		repository: { ...repository, directory },
		author,
		files: ['dist'],
		n8n: {
			n8nNodesApiVersion: 1,
			strict: true,
			credentials: [`dist/credentials/${file}Api.credentials.js`],
			nodes: [`dist/nodes/${file}/${file}.node.js`, `dist/nodes/${file}/${file}Trigger.node.js`],
		},
		peerDependencies,
	};
	return `${JSON.stringify(content, null, '\t')}\n`;
}

/** What of the sources belongs to the package, by where it stands there and in the project alike. */
export const sourcesOf = (name: ServiceName) => [
	`credentials/${inFiles(name)}Api.credentials.ts`,
	`nodes/${inFiles(name)}`,
	'nodes/conversations',
	'nodes/kit',
];

/** README.md in the order of n8n's own template. */
export function readmeOf(name: ServiceName): string {
	const { name: packageName, about, resources } = singles[name];
	const service = services[name];
	const [action, trigger] = [nodeOf(name), nodeOf(`${name}Trigger`)];
	const page = `${home}/blob/main/docs/${name}.md`;
	const workflow = read(`examples/${playground[name].example}.json`).replaceAll(`${manifest.name}.`, `${packageName}.`);
	const links = Object.entries({
		'These nodes in full: fields, options, events, and what is not certain': page,
		'Workflows to import, with pictures': `${home}/blob/main/docs/examples.md`,
		'How the triggers receive, and where their promises end': `${home}/blob/main/docs/triggers.md`,
		"n8n's page on community nodes": 'https://docs.n8n.io/integrations/community-nodes/',
		...resources,
	});
	return `# ${packageName}

n8n community nodes for ${about}.

- **${action?.displayName}**: ${action?.description}.
- **${trigger?.displayName}**: ${trigger?.description}.

[n8n](https://n8n.io) is a fair-code licensed workflow automation platform.

[Installation](#installation) ·
[Operations](#operations) ·
[Credentials](#credentials) ·
[Compatibility](#compatibility) ·
[Usage](#usage) ·
[Resources](#resources) ·
[Version history](#version-history)

## Installation

In n8n: *Settings → Community nodes → Install*, enter \`${packageName}\`. n8n's
[guide](https://docs.n8n.io/integrations/community-nodes/installation/) describes the other ways.

These nodes are also part of [n8n-nodes-conversations](${home}), which covers several services. You need only one of the two packages.
If both are installed, they share the credential and keep to the service's rates together.

## Operations

${summary(service)}

The trigger's events:

${eventTable(service)}

## Credentials

*${credentialOf(service.wire.credential)?.displayName}*:

${section(`docs/${name}.md`, 'Credential')}

## Compatibility

${section('README.md', 'Compatibility')}

## Usage

Choose ids from a list, type them in, or use an expression. With *Simplify* (on by default), messages and conversations have a
[common shape](${home}/blob/main/docs/common-shape.md). A message is never sent twice, published rates are kept before the service
has to refuse, and errors say what happened and what to do next.

An automatic reply: copy this and paste it into n8n's editor, then choose your credential in both nodes.

\`\`\`json
${workflow.trim()}
\`\`\`

## Resources

${links.map(([text, url]) => `- [${text}](${url})`).join('\n')}

## Version history

The versions are those of n8n-nodes-conversations: [CHANGELOG](${home}/blob/main/CHANGELOG.md).
`;
}

import { withoutUser } from './client/baseUrl';
import type { Wire } from './client/wire';
import type { Failure, RequestLine } from './failure';

/** Where requests go and what signs them, as far as words need it. */
export interface Destination {
	wire: Wire;
	baseUrl: string;
	/** What the secret is called, e.g. "API token". */
	secret: string;
	/** A text without any secret. */
	redact(text: string): string;
}

/** The ids the user entered, by label, for "not found"; `noun` is what the service calls it, the label's first word if left out. */
export type Ids = ReadonlyArray<[label: string, value: string, noun?: string]>;

/** A failure in words for the user: what happened, and what to do next. */
export interface Explanation {
	message: string;
	description: string;
	/** The service's own words, if it said any. */
	words?: string;
	/** The HTTP status; none when no answer came. */
	status?: number;
}

const LONGEST_WORDS = 500;

/** What a failure is called and what to do about it. Every sentence about a request that failed stands here. */
export function explain(failure: Failure, to: Destination, ids: Ids = []): Explanation {
	const told = tell(failure, to, ids);
	return {
		...told,
		// where n8n shows no description, this must not look like something that can simply be done again
		message: isDoubtful(failure) ? `${told.message}; this may have been carried out` : told.message,
		description: `${told.description}${begun(failure.before ?? [], to.wire.service)}`.trim(),
	};
}

/** What a list of the editor shows instead, which has no item and no options; undefined where it shows the same. */
export function explainInList(failure: Failure, service: string): string | undefined {
	if (failure.kind === 'crowded')
		return `${service} takes no more requests for ${Math.ceil(failure.waitMs / 1000)} seconds: open the list again then, or enter the ID`;
	if (failure.kind === 'refused' && failure.status === 429)
		return `${service} takes no more requests for now: open the list again in a minute, or enter the ID`;
	return undefined;
}

function tell(failure: Failure, to: Destination, ids: Ids): Explanation {
	const { service } = to.wire;
	switch (failure.kind) {
		case 'refused':
			return refused(failure, to, ids);
		case 'redirected':
			return {
				message: `${service} is not at this Base URL`,
				description: `Set the Base URL of the credential to the address of the API itself, e.g. with https instead of http: ${withoutUser(to.baseUrl)} sends requests on to ${withoutUser(to.redact(failure.target))}.`,
				status: failure.sent,
			};
		case 'notJson':
			return elsewhere(failure, to);
		case 'broken':
			return broken(failure, to);
		case 'crowded':
			return {
				message: `${service} takes no more requests for ${Math.ceil(failure.waitMs / 1000)} seconds`,
				description: sentences(
					failure.inLine
						? 'Run it later, or with fewer items at once: too many requests are waiting already.'
						: "Run it later, or raise 'Max Wait' under Options.",
					nothing('sent', failure),
				),
				status: 429,
			};
		case 'cancelled':
			return {
				// by this word n8n tells a stopped execution from a failed one
				message: 'The execution was canceled',
				description: sentences(doubt(failure, service), failure.sent ? '' : nothing('sent', failure)),
			};
		case 'noFile':
			return {
				message: 'The file could not be downloaded',
				description: `Links to files expire: take a fresh one from the message. ${to.redact(failure.place)} answered HTTP ${failure.sent}.`,
				status: failure.sent,
			};
		case 'addressRefused': {
			const by = tell(failure.by, to, ids);
			return {
				...by,
				message: `${service} did not accept the webhook address: n8n must be reachable from the internet, on your own server set WEBHOOK_URL to its public address`,
				description: sentences(
					`${service} calls ${failure.address} to test it.`,
					failure.by.kind === 'refused' ? said(service, failure.by, to) : by.description,
				),
			};
		}
		case 'held':
			return {
				message: `Not sent, because nobody knows whether item ${failure.behind} before it was`,
				description: `Look in ${service} whether item ${failure.behind} is there, then run again what is missing. Both go to the same place, where they could end up in the wrong order or without the first.`,
			};
		case 'unexpected':
			return { message: failure.message, description: failure.next };
	}
}

/** What answers is no such service, as far as can be seen. */
function elsewhere(failure: Of<'notJson'> | Of<'refused'>, to: Destination): Explanation {
	const { service } = to.wire;
	const words = wordsOf(failure, to);
	if (/^[[{]/.test(words)) {
		return {
			message: `The answer of ${service} broke off`,
			description: sentences(
				doubt(failure, service),
				'Try again later; if this goes on, something between n8n and the service cuts its answers.',
			),
			status: failure.sent,
		};
	}
	return {
		message: words ? `The Base URL answers, but not as ${service} does` : `${service} answered with nothing`,
		description: sentences(
			doubt(failure, service),
			`Check the Base URL of the credential: ${withoutUser(to.baseUrl)} may be a web page or a proxy.`,
			said('It', failure, to),
		),
		words,
		status: failure.sent,
	};
}

const wordsOf = ({ words }: Of<'notJson'> | Of<'refused'>, to: Destination) => to.redact(words).slice(0, LONGEST_WORDS);

/** What came back, in its own words where it had some. */
function said(who: string, failure: Of<'notJson'> | Of<'refused'>, to: Destination): string {
	const words = wordsOf(failure, to);
	return words ? `${who} said: "${words}" (HTTP ${failure.sent}).` : `It answered HTTP ${failure.sent}.`;
}

/** Those that there are, in the order in which a person should read them: what to do before why. */
const sentences = (...all: string[]) => all.filter(Boolean).join(' ');

type Of<Kind> = Extract<Failure, { kind: Kind }>;

function refused(failure: Of<'refused'>, to: Destination, ids: Ids): Explanation {
	const { service } = to.wire;
	if (failure.isPage && failure.status === 404) return elsewhere(failure, to);
	const [message, next] = meaning(failure, to, ids);
	const trace = failure.trace === undefined ? '' : `${service}'s support finds this request as ${failure.trace}.`;
	return {
		message,
		description: sentences(
			doubt(failure, service),
			advice(failure, to.wire) ?? next,
			untouched(failure),
			said(service, failure, to),
			trace,
		),
		words: wordsOf(failure, to),
		status: failure.sent,
	};
}

function advice({ advice: own, reason, status }: Of<'refused'>, wire: Wire): string | undefined {
	return [own, wire.advice].map((known) => known?.[reason ?? status] ?? known?.[status]).find(Boolean);
}

function meaning(failure: Of<'refused'>, { wire, secret }: Destination, all: Ids): [message: string, next: string] {
	const { status } = failure;
	const { service } = wire;
	if (status === 401) {
		return [
			`${service} refused the ${secret}`,
			`Open the credential and enter a valid ${secret}, then run this again.`,
		];
	}
	if (status === 402) return [`${service} requires payment`, 'Check the subscription of the company.'];
	if (status === 403) return [`${service} does not allow this`, 'Check the rights of the account and its plan.'];
	if (status === 404) {
		const ids = missingOf(failure, all);
		const what = ids.map(([label, value]) => `${label} '${value}'`).join(', ') || 'what was asked for';
		const labels = ids.map(([label]) => `'${label}'`).join(' and ');
		return [
			`${service} did not find ${what}`,
			labels ? `Check ${labels}.` : 'Check what is chosen here, and the Base URL of the credential.',
		];
	}
	if (status === 429) {
		return [`${service} takes no more requests for now`, "Run it later, or raise 'Max Wait' under Options."];
	}
	if (status >= 500) return [`${service} is having problems`, failure.uncertain ? '' : 'Try again later.'];
	return [`${service} did not accept the request`, 'Check the fields of this node.'];
}

/** What is missing: the ids whose thing the service names, else it may be any of them. */
function missingOf({ words }: Of<'refused'>, all: Ids): Ids {
	const said = words.toLowerCase();
	const named = all.filter(([label, , noun = label.split(' ')[0]!]) => said.includes(noun.toLowerCase()));
	return named.length > 0 ? named : all;
}

function broken(failure: Of<'broken'>, to: Destination): Explanation {
	const { code, origin } = failure;
	const reason = inWords(code, to.redact(failure.reason));
	const { host } = new URL(origin ?? to.baseUrl);
	const late = /TIMEDOUT|ABORTED/.test(code);
	const where = origin ?? `${withoutUser(to.baseUrl)} (Base URL of the credential)`;
	return {
		// without a code it is no network error, but says what it is
		message: failure.answered
			? `The answer of ${host} broke off`
			: code === ''
				? reason
				: late
					? `No answer from ${host} in time`
					: isDoubtful(failure)
						? `The connection to ${host} was lost`
						: `No connection to ${host}`,
		description: sentences(
			doubt(failure, to.wire.service),
			`${late ? "Raise 'Timeout' under Options, or check" : 'Check'} that ${where} is right and reachable from n8n.`,
			untouched(failure),
			failure.answered ? `The answer began with HTTP ${failure.answered}.` : late || !code ? '' : reason,
		),
	};
}

/** What the codes of the network mean; others stand as they are. */
const NETWORK: Record<string, string> = {
	ECONNREFUSED: 'Nothing listens there.',
	ECONNRESET: 'The other side ended the connection.',
	EAI_AGAIN: 'The name could not be looked up just now.',
	EHOSTUNREACH: 'This host cannot be reached.',
	ENETUNREACH: 'This network cannot be reached.',
	ENOTFOUND: 'There is no host with this name.',
	EPIPE: 'The other side ended the connection.',
	CERT_HAS_EXPIRED: 'Its certificate has expired.',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is self-signed, so n8n does not trust it.',
	ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another host.',
	SELF_SIGNED_CERT_IN_CHAIN: 'Its certificate is signed by somebody n8n does not trust.',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Its certificate is signed by somebody n8n does not trust.',
};

const inWords = (code: string, reason: string): string => NETWORK[code] ?? reason;

/** What may be said of an item whose request was not carried out, unless an earlier one was. */
const nothing = (verb: 'sent' | 'changed', { before = [] }: Failure): string =>
	before.length > 0 ? '' : `Nothing was ${verb} for this item.`;

/** The same of a refused or failed request, where it is certain and was not just a question. */
function untouched(failure: Failure): string {
	const { method = 'GET' } = failure.request ?? {};
	if (failure.uncertain || method === 'GET') return '';
	return nothing(method === 'POST' ? 'sent' : 'changed', failure);
}

/** What of an item was carried out before it failed; '' for nothing. */
export function begun(before: readonly RequestLine[], service: string): string {
	if (before.length === 0) return '';
	const lines = [...new Set(before.map(({ method, path }) => `${method} ${path}`))].join(', ');
	const times = before.length === 1 ? '1 request' : `${before.length} requests`;
	return ` ${service} had already carried out ${times} of this item (${lines}): look there before running it again, so that nothing is done twice.`;
}

const isDoubtful = ({ uncertain, request }: Failure) => uncertain === true && request !== undefined;

/** What nobody knows. */
function doubt(failure: Failure, service: string): string {
	const { request } = failure;
	if (!isDoubtful(failure) || !request) return '';
	return `It is not certain whether ${service} carried this out (${request.method} ${request.path}): look there before running it again, so that nothing is done twice.`;
}

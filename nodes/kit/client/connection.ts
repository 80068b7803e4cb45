import { createHash } from 'crypto';
import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Destination } from '../explain';
import type { Failure } from '../failure';
import { HeldBack, type Limiter, limiterOf } from '../limits';
import { baseUrlOf } from './baseUrl';
import { brokenBy, type Outcome, refusalIn, type Thrown } from './outcome';
import { redactor } from './redactor';
import type { Request } from './request';
import { isOfSession } from './token';
import type { AnswerTo, Wire } from './wire';

/** What all items of a run share: where requests go, what signs them, and whose rate they count for. */
export class Connection implements Destination {
	readonly wire: Wire;
	readonly baseUrl: string;
	readonly secret: string;
	readonly account: string;
	readonly heldBack = new HeldBack();
	/** Set once the service refused the secret: what follows would be refused too, and may lock the account. */
	refused?: Failure;
	private readonly known = new Map<string, Promise<unknown>>();
	private readonly context: IAllExecuteFunctions;
	private readonly credentials: ICredentialDataDecryptedObject;
	private readonly read: () => Promise<ICredentialDataDecryptedObject>;
	private readonly secrets;

	/** `read` gives the credential as it is stored now. Throws an `InputError` when its Base URL is no web address. */
	constructor(
		context: IAllExecuteFunctions,
		wire: Wire,
		credentials: ICredentialDataDecryptedObject,
		read: () => Promise<ICredentialDataDecryptedObject>,
	) {
		this.context = context;
		this.credentials = credentials;
		this.read = read;
		this.wire = wire;
		this.baseUrl = baseUrlOf(credentials);
		this.secret = typeof wire.secret === 'string' ? wire.secret : wire.secret(credentials);
		this.secrets = redactor(wire.open);
		this.secrets.learn(credentials);
		this.account = accountOf(wire, credentials);
	}

	/** The credentials as they are stored now; without a session nothing changes in those of an account. */
	async stored(): Promise<ICredentialDataDecryptedObject> {
		return this.wire.session ? await this.read() : this.credentials;
	}

	/** What `read` resolves to, read once for all items of a run that ask by the same key. */
	async once<T>(key: string, read: () => Promise<T>): Promise<T> {
		const reading = this.known.get(key) ?? read();
		this.known.set(key, reading);
		return (await reading) as T;
	}

	/** A text without any secret that was used so far. */
	redact(text: string): string {
		return this.secrets.redact(text);
	}

	/** What keeps the rate that a request counts for. */
	limiterOf({ group, method, path }: Request): Limiter {
		const name = group ?? this.wire.group(method, path);
		const limited = this.wire.limitsServer ? this.baseUrl : this.account;
		return limiterOf(`${limited} ${name}`, this.wire.rates[name] ?? []);
	}

	/** Sends it once, signed with the credentials or, without any, not at all. Never throws. */
	async exchange(
		options: IHttpRequestOptions,
		credentials?: ICredentialDataDecryptedObject,
		to: AnswerTo = 'request',
	): Promise<Outcome> {
		const { helpers } = this.context;
		const type = this.wire.credential;
		try {
			const response = (
				credentials
					? await helpers.httpRequestWithAuthentication.call(this.context, type, options, {
							credentialsDecrypted: { id: '', name: '', type, data: credentials },
						})
					: await helpers.httpRequest(options)
			) as IN8nHttpFullResponse;
			const { statusCode: sent, headers, body } = response;
			return this.answer({ sent, headers, body }, to);
		} catch (error) {
			const refusal = refusalIn(error);
			return refusal ? this.answer(refusal, to) : brokenBy(error);
		} finally {
			// n8n writes a token it has fetched into them
			if (credentials && this.wire.session) this.secrets.learn(credentials);
		}
	}

	private answer({ sent, headers, body }: Thrown, to: AnswerTo): Outcome {
		return { kind: 'answer', status: this.wire.statusOf?.(sent, body, to) ?? sent, sent, headers, body };
	}
}

/** Tells the account of a credential from every other; a renewed token is still the same account. */
export function accountOf({ service }: Wire, credentials: ICredentialDataDecryptedObject): string {
	const lasting = Object.entries(credentials).filter(([name]) => !isOfSession(name));
	return createHash('sha256')
		.update(`${service} ${JSON.stringify(lasting.sort())}`)
		.digest('hex');
}

/** The connection of a hook, a list or a poll, with the node's credential. */
export async function connectionOf(context: IAllExecuteFunctions, wire: Wire): Promise<Connection> {
	const read = async () => await context.getCredentials(wire.credential);
	return new Connection(context, wire, await read(), read);
}

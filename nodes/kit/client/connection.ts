import { createHash } from 'crypto';
import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Destination } from '../explain';
import { HeldBack, type Limiter, limiterOf } from '../limits';
import { baseUrlOf } from './baseUrl';
import { answerIn, networkCause, type Outcome } from './outcome';
import { redactor } from './redactor';
import type { Request } from './request';
import type { Wire } from './wire';

/** What all items of a run share: where requests go, what signs them, and whose rate they count for. */
export class Connection implements Destination {
	readonly wire: Wire;
	readonly baseUrl: string;
	readonly secret: string;
	/** Tells this account from every other; a renewed token is still the same account. */
	readonly account: string;
	readonly heldBack = new HeldBack();
	private readonly context: IAllExecuteFunctions;
	private readonly secrets;

	/** Throws an `InputError` when the credential's Base URL is no web address. */
	constructor(context: IAllExecuteFunctions, wire: Wire, credentials: ICredentialDataDecryptedObject) {
		this.context = context;
		this.wire = wire;
		this.baseUrl = baseUrlOf(credentials);
		this.secret = typeof wire.secret === 'string' ? wire.secret : wire.secret(credentials);
		this.secrets = redactor(wire.open);
		this.secrets.learn(credentials);
		const lasting = Object.entries(credentials).filter(([name]) => name !== wire.session?.field);
		this.account = createHash('sha256')
			.update(`${wire.service} ${JSON.stringify(lasting.sort())}`)
			.digest('hex');
	}

	/** The credentials as they are stored now. */
	async stored(): Promise<ICredentialDataDecryptedObject> {
		return await this.context.getCredentials(this.wire.credential);
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

	/** Sends it once, signed or not; with `credentials` where they are known, else n8n reads what is stored. Never throws. */
	async exchange(
		options: IHttpRequestOptions,
		signed: boolean,
		credentials?: ICredentialDataDecryptedObject,
	): Promise<Outcome> {
		const { helpers } = this.context;
		const type = this.wire.credential;
		const known: ICredentialsDecrypted | undefined = credentials && { id: '', name: '', type, data: credentials };
		try {
			const response = (
				signed
					? await helpers.httpRequestWithAuthentication.call(this.context, type, options, {
							credentialsDecrypted: known,
						})
					: await helpers.httpRequest(options)
			) as IN8nHttpFullResponse;
			return this.answer({ sent: response.statusCode, headers: response.headers, body: response.body });
		} catch (error) {
			// n8n throws what the service answered when it signed in
			const refusal = answerIn(error);
			return refusal ? this.answer(refusal) : { kind: 'broken', ...networkCause(error) };
		} finally {
			// n8n writes a token it has fetched into them
			if (credentials) this.secrets.learn(credentials);
		}
	}

	private answer({ sent, headers, body }: NonNullable<ReturnType<typeof answerIn>>): Outcome {
		return { kind: 'answer', status: this.wire.statusOf?.(sent, body) ?? sent, sent, headers, body };
	}
}

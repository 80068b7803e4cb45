import type { IExecuteFunctions } from 'n8n-workflow';

import { accountOf, Connection } from './connection';
import type { Wire } from './wire';

/** The connections of a run: one for each account, which may differ from item to item where a credential holds an expression. */
export class Connections implements Iterable<Connection> {
	private readonly context: IExecuteFunctions;
	private readonly wire: Wire;
	private readonly byAccount = new Map<string, Connection>();
	/** By all that the credential held for an item. */
	private readonly known = new Map<string, Connection>();

	constructor(context: IExecuteFunctions, wire: Wire) {
		this.context = context;
		this.wire = wire;
	}

	/** The connection with an item's credential. Throws an `InputError` when its Base URL is no web address. */
	async of(item: number): Promise<Connection> {
		const read = async () => await this.context.getCredentials(this.wire.credential, item);
		const credentials = await read();
		const held = JSON.stringify(credentials);
		let connection = this.known.get(held);
		if (connection) return connection;
		const account = accountOf(this.wire, credentials);
		connection = this.byAccount.get(account) ?? new Connection(this.context, this.wire, credentials, read);
		this.byAccount.set(account, connection);
		this.known.set(held, connection);
		return connection;
	}

	[Symbol.iterator](): Iterator<Connection> {
		return this.byAccount.values();
	}
}

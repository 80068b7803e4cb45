import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { workflow as n8nWorkflow } from './n8n.ts';

export type CredentialsStore = Record<string, ICredentialDataDecryptedObject>;

/** n8n's own credentials helper without the database: what is stored lies in memory, under the type's name. */
export class CredentialsHelper extends n8nWorkflow.ICredentialsHelper {
	readonly #typeOf: (name: string) => ICredentialType;

	readonly #store: CredentialsStore;

	constructor(typeOf: (name: string) => ICredentialType, store: CredentialsStore) {
		super();
		this.#typeOf = typeOf;
		this.#store = store;
	}

	getParentTypes(name: string): string[] {
		const parents = this.#typeOf(name).extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const request = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.#typeOf(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (authenticate?.type !== 'generic') return request;
		if (!workflow || !node) throw new n8nWorkflow.UnexpectedError('Workflow and node are required');

		request.headers ??= {};
		const parts = request as unknown as Record<string, Record<string, string>>;
		const resolve = (value: unknown) => this.#resolve(String(value), credentials, workflow, node);
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries(entries as Record<string, unknown>)) {
				(parts[part] ??= {})[resolve(key)] = resolve(value);
			}
		}
		return request;
	}

	#resolve(value: string, credentials: ICredentialDataDecryptedObject, workflow: Workflow, node: INode): string {
		if (!n8nWorkflow.isExpression(value)) return value;
		const keys = { $credentials: credentials };
		const resolved = workflow.expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, '');
		return resolved ? String(resolved) : '';
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.#typeOf(typeName);
		const expirable = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable === true,
		)?.name;
		if (expirable === undefined || !type.preAuthentication) return undefined;
		const isTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable] !== '' && !credentialsExpired && !isTest) return undefined;

		const output = await type.preAuthentication.call(helpers, credentials);
		const stored = node.credentials?.[typeName];
		if (output[expirable] === undefined || !stored) return undefined;
		const fresh = output as ICredentialDataDecryptedObject;
		await this.updateCredentials(stored, typeName, { ...this.#stored(stored, typeName), ...fresh });
		return Object.assign(credentials, fresh);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const output = await this.#typeOf(typeName).preAuthentication?.call(helpers, credentials);
		return output as ICredentialDataDecryptedObject | undefined;
	}

	async getCredentials(): Promise<never> {
		throw new n8nWorkflow.UnexpectedError('Encrypted credentials are not part of the harness');
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		typeName: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		where?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.#stored(nodeCredentials, typeName);
		if (raw) return data;
		const whole = this.withDefaults(typeName, data);
		if (!where) return whole;
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = where;
		return workflow.expression.getParameterValue(
			whole as INodeParameters,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			{},
			executeData,
		) as ICredentialDataDecryptedObject;
	}

	withDefaults(typeName: string, data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(typeName);
		return n8nWorkflow.NodeHelpers.getNodeParameters(
			properties,
			data as never,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentials(
		nodeCredentials: INodeCredentialsDetails,
		_typeName: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.#store[String(nodeCredentials.id)] = data;
	}

	async updateCredentialsOauthTokenData(): Promise<never> {
		throw new n8nWorkflow.UnexpectedError('OAuth is not part of the harness');
	}

	getCredentialsProperties(typeName: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.#typeOf(typeName);
		const combined = parents.flatMap((parent) => this.getCredentialsProperties(parent));
		n8nWorkflow.NodeHelpers.mergeNodeProperties(combined, properties);
		return combined;
	}

	#stored({ id }: INodeCredentialsDetails, typeName: string): ICredentialDataDecryptedObject {
		const data = this.#store[String(id)];
		if (!data) throw new n8nWorkflow.UserError(`Credential with ID "${id}" does not exist for type "${typeName}".`);
		return { ...data };
	}
}

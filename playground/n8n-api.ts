import axios, { type AxiosInstance } from 'axios';
import { parse } from 'flatted';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export interface Credential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export type SavedCredential = Omit<Credential, 'data'> & { id: string };

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	webhookId?: string;
}

export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

export type SavedWorkflow = Workflow & { id: string; versionId: string; active: boolean };

export interface Execution {
	id: string;
	status: 'success' | 'error' | 'crashed' | 'canceled' | 'running' | 'new' | 'waiting';
	mode: string;
	workflowId: string;
}

/** One run of a node: what came out of it, by the type of the connection. */
export interface NodeRun {
	error?: { message: string };
	data?: Record<string, Array<Array<{ json: Record<string, unknown> }> | null>>;
}

/** An execution with its data: what each node gave, in the order the nodes ran. */
export interface ExecutionDetails extends Execution {
	data: {
		resultData: {
			error?: { message: string };
			runData: Record<string, NodeRun[]>;
		};
	};
}

interface Settings {
	userManagement: { showSetupOnFirstLoad: boolean };
}

interface Publication {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	triggers: Array<{ errorMessage: string | null }>;
}

/** The REST API n8n's own editor uses: a cookie session bound to one browser id. */
export class N8nApi {
	readonly #http: AxiosInstance;

	constructor(url: string) {
		this.#http = axios.create({
			baseURL: `${url}/rest`,
			headers: { 'browser-id': randomUUID(), 'push-ref': randomUUID() },
			proxy: false,
		});
		this.#http.interceptors.response.use(undefined, (error) => {
			throw readable(error);
		});
	}

	/** Signs in; on an n8n nobody has used yet, makes the owner first. */
	async signIn(owner: Owner): Promise<void> {
		const { userManagement } = await this.#get<Settings>('/settings');
		const session = userManagement.showSetupOnFirstLoad
			? await this.#http.post('/owner/setup', owner)
			: await this.#http.post('/login', { emailOrLdapLoginId: owner.email, password: owner.password });
		this.#http.defaults.headers.Cookie = session.headers['set-cookie']!.map((cookie) => cookie.split(';')[0]).join(
			'; ',
		);
	}

	async credentials(type: string): Promise<SavedCredential[]> {
		return await this.#get('/credentials', { filter: JSON.stringify({ type }) });
	}

	async createCredential(credential: Credential): Promise<SavedCredential> {
		return await this.#post('/credentials', credential);
	}

	async updateCredential(id: string, credential: Credential): Promise<void> {
		await this.#http.patch(`/credentials/${id}`, credential);
	}

	async deleteCredential(id: string): Promise<void> {
		await this.#http.delete(`/credentials/${id}`);
	}

	/** What the Test button of the credential dialog shows. */
	async testCredential(id: string, credential: Credential): Promise<{ status: 'OK' | 'Error'; message: string }> {
		return await this.#post('/credentials/test', { credentials: { id, ...credential } });
	}

	async workflow(id: string): Promise<SavedWorkflow> {
		return await this.#get(`/workflows/${id}`);
	}

	async hasWorkflow(id: string): Promise<boolean> {
		const { exists } = await this.#get<{ exists: boolean }>(`/workflows/${id}/exists`);
		return exists;
	}

	async createWorkflow(workflow: Workflow): Promise<SavedWorkflow> {
		return await this.#post('/workflows', { settings: { executionOrder: 'v1' }, ...workflow });
	}

	/** Publishes the saved version and waits until its triggers listen. */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.#http.post(`/workflows/${id}/activate`, { versionId });
		const { status, triggers } = await this.settledPublication(id);
		if (status === 'published') return;
		const reasons = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
		throw new Error(`n8n says the workflow is ${status}: ${reasons.join('; ')}`);
	}

	async unpublish(id: string): Promise<void> {
		await this.#http.post(`/workflows/${id}/deactivate`);
		await this.settledPublication(id);
	}

	/** The last executions of a workflow, newest first; n8n lists one that ends just then as running and as ended. */
	async executions(workflowId: string): Promise<Execution[]> {
		const { results } = await this.#get<{ results: Execution[] }>('/executions', {
			filter: JSON.stringify({ workflowId }),
		});
		return [...new Map(results.map((execution) => [execution.id, execution])).values()];
	}

	async execution(id: string): Promise<ExecutionDetails> {
		const execution = await this.#get<Execution & { data: string }>(`/executions/${id}`);
		return { ...execution, data: parse(execution.data) };
	}

	/** Saves what has changed in a workflow. */
	async save(id: string, changes: Partial<Workflow> & { pinData?: object }): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.#http.patch(`/workflows/${id}`, { versionId, ...changes });
	}

	/** Pins items to nodes of a saved workflow, so that a run in the editor takes these instead of running the nodes. */
	async pin(id: string, pinData: Record<string, Array<{ json: object }>>): Promise<void> {
		await this.save(id, { pinData });
	}

	/** Runs a saved workflow as the Execute button does. */
	async run(id: string, trigger: string): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
		return await this.#post(`/workflows/${id}/run`, { triggerToStartFrom: { name: trigger } });
	}

	/** Waits until the triggers of a workflow listen, or no longer do. */
	async settledPublication(id: string): Promise<Publication> {
		for (;;) {
			const publication = await this.#get<Publication>(`/workflows/${id}/publication-status`);
			if (publication.status !== 'in_progress') return publication;
			await sleep(200);
		}
	}

	async #get<T>(path: string, params?: Record<string, string>): Promise<T> {
		const { data } = await this.#http.get(path, { params });
		return data.data;
	}

	async #post<T>(path: string, body: unknown): Promise<T> {
		const { data } = await this.#http.post(path, body);
		return data.data;
	}
}

/** Axios says only "status code 400"; n8n's answer says why. */
function readable(error: unknown): unknown {
	if (!axios.isAxiosError(error) || !error.response) return error;
	const { config, response } = error;
	const text = typeof response.data === 'object' ? response.data.message : response.data;
	return new Error(`n8n answered ${config?.method?.toUpperCase()} ${config?.url} with ${response.status}: ${text}`);
}

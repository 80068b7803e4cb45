/** A tool as an MCP server lists it. */
export interface McpTool {
	name: string;
	description: string;
	inputSchema: { properties: Record<string, { type: string; description?: string }>; required?: string[] };
}

/** What a tool has answered: the words a model reads. */
export interface McpResult {
	text: string;
	isError: boolean;
}

interface Answer<T> {
	result?: T;
	error?: { message: string };
}

/** A client of an MCP server, by Streamable HTTP. */
export class McpClient {
	readonly #url: string;
	#session = '';
	#requests = 0;

	private constructor(url: string) {
		this.#url = url;
	}

	static async connect(url: string): Promise<McpClient> {
		const client = new McpClient(url);
		await client.#ask('initialize', {
			protocolVersion: '2025-06-18',
			capabilities: {},
			clientInfo: { name: 'test', version: '1.0.0' },
		});
		await client.#post({ method: 'notifications/initialized' });
		return client;
	}

	async tools(): Promise<McpTool[]> {
		return (await this.#ask<{ tools: McpTool[] }>('tools/list', {})).tools;
	}

	async call(name: string, given: object): Promise<McpResult> {
		const { content, isError = false } = await this.#ask<{ content: Array<{ text: string }>; isError?: boolean }>(
			'tools/call',
			{ name, arguments: given },
		);
		return { text: content.map(({ text }) => text).join(''), isError };
	}

	async #ask<T>(method: string, params: object): Promise<T> {
		const body = await this.#post({ id: ++this.#requests, method, params });
		// an answer comes as JSON, or as an event of a stream
		const { result, error } = JSON.parse(/^data: (.*)$/m.exec(body)?.[1] ?? body) as Answer<T>;
		if (result === undefined) throw new Error(`${method}: ${error?.message}`);
		return result;
	}

	async #post(message: object): Promise<string> {
		const response = await fetch(this.#url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(this.#session && { 'mcp-session-id': this.#session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
		});
		this.#session = response.headers.get('mcp-session-id') ?? this.#session;
		const body = await response.text();
		if (!response.ok) throw new Error(`HTTP ${response.status}: ${body}`);
		return body;
	}
}

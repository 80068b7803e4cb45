import Fastify from 'fastify';

/** What a model says: words, or which tools to call with what. */
export type Turn = { text: string } | { calls: Array<{ tool: string; given: object }> };

/** What a model is told. */
export interface Told {
	/** What the user said last. */
	prompt: string;
	/** The names of the tools it may call. */
	tools: string[];
	/** What the tools have answered so far. */
	results: string[];
}

interface ChatMessage {
	role: string;
	content: string | Array<{ text?: string }>;
}

interface ChatRequest {
	messages: ChatMessage[];
	tools?: Array<{ function: { name: string } }>;
}

const wordsOf = ({ content }: ChatMessage) =>
	typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('');

/** A model on loopback that speaks OpenAI's protocol and says what a script tells it. */
export class ScriptedModel {
	/** Everything it was told, in order. */
	readonly told: Told[] = [];

	script: (told: Told) => Turn = () => ({ text: 'Hello' });

	#calls = 0;

	readonly #server = Fastify({ bodyLimit: 10 * 1024 * 1024 });

	async start(): Promise<string> {
		this.#server.get('/v1/models', () => ({ object: 'list', data: [{ id: 'scripted', object: 'model' }] }));
		this.#server.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => this.#answer(body));
		return `${await this.#server.listen({ host: '127.0.0.1', port: 0 })}/v1`;
	}

	async stop(): Promise<void> {
		await this.#server.close();
	}

	#answer({ messages, tools = [] }: ChatRequest): object {
		const lastly = messages.findLast(({ role }) => role === 'user');
		const told = {
			prompt: lastly ? wordsOf(lastly) : '',
			tools: tools.map((tool) => tool.function.name),
			results: messages.filter(({ role }) => role === 'tool').map(wordsOf),
		};
		this.told.push(told);
		const turn = this.script(told);
		const message =
			'text' in turn
				? { role: 'assistant', content: turn.text }
				: {
						role: 'assistant',
						content: null,
						tool_calls: turn.calls.map(({ tool, given }) => ({
							id: `call_${++this.#calls}`,
							type: 'function',
							function: { name: tool, arguments: JSON.stringify(given) },
						})),
					};
		return {
			id: `chatcmpl-${this.told.length}`,
			object: 'chat.completion',
			created: Math.floor(Date.now() / 1000),
			model: 'scripted',
			choices: [{ index: 0, message, finish_reason: 'text' in turn ? 'stop' : 'tool_calls', logprobs: null }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	}
}

/** A tool that some text names, and the model where it is named too. */
export interface NamedAgent {
	readonly tool: string;
	readonly model?: string;
}

/** Names that only a product has. They count at the start of a value, alone or before a model. */
const PRODUCTS: readonly (readonly [name: RegExp, tool: string])[] = [
	[/^claude[ -]code\b/iu, 'Claude Code'],
	[/^(?:github[ -])?copilot\b/iu, 'GitHub Copilot'],
	[/^cursor(?:[ -](?:agent|ai|ide))?\b/iu, 'Cursor'],
	[/^(?:openai[ -])?codex\b/iu, 'OpenAI Codex'],
	[/^devin[ -]ai\b/iu, 'Devin'],
	[/^google[ -]jules\b/iu, 'Jules'],
	[/^gemini[ -]cli\b/iu, 'Gemini CLI'],
	[/^gemini[ -]code[ -]assist\b/iu, 'Gemini Code Assist'],
	[/^google[ -]gemini\b/iu, 'Gemini'],
	[/^aider\b/iu, 'aider'],
	[/^amp[ -]?code\b/iu, 'Amp'],
	[/^open[ -]?code\b/iu, 'OpenCode'],
	[/^openhands\b/iu, 'OpenHands'],
	[/^amazon[ -]q\b/iu, 'Amazon Q'],
	[/^windsurf\b/iu, 'Windsurf'],
	[/^codebuff\b/iu, 'Codebuff'],
	[/^letta[ -]code\b/iu, 'Letta Code'],
	[/^qwen[ -](?:code|coder)\b/iu, 'Qwen Code'],
	[/^roo[ -]code\b/iu, 'Roo Code'],
	[/^chatgpt/iu, 'ChatGPT'],
	[/^(?:openai[ -])?gpt-?\d/iu, 'OpenAI GPT'],
	[/^claude-(?:opus|sonnet|haiku|fable|mythos|\d)/iu, 'Claude'],
	[/^(?:kimi|moonshot)[ -]k\d/iu, 'Kimi'],
	[/^deepseek\b/iu, 'DeepSeek'],
	[/^grok[ -]\d/iu, 'Grok'],
	[/^glm-?\d/iu, 'GLM'],
	[/^qwen-?\d/iu, 'Qwen'],
	[/^(?:an? )?(?:llm|generative ai|ai)\b/iu, 'unspecified'],
];

/** A description in place of a name: `generic LLM chatbot`, `prepared with the help of an AI development tool`. */
const DESCRIBED = /\b(?:AI|LLM)\b[^<>@]{0,60}\b(?:tools?|assistants?|models?|agents?|chatbots?)\b/u;

/** Names that people have, too: they count only before a model (`Claude:claude-opus-4`, `Gemini (2.5 Pro)`, `Claude Opus 4`). */
const FIRST_NAMES: readonly (readonly [name: string, tool: string])[] = [
	['claude', 'Claude'],
	['gemini', 'Gemini'],
	['devin', 'Devin'],
	['jules', 'Jules'],
	['cline', 'Cline'],
	['kiro', 'Kiro'],
	['amp', 'Amp'],
	['goose', 'Goose'],
	['droid', 'Droid'],
];

const MODEL = /^(?:(?:anthropic|claude|gpt|o\d|gemini|grok|llama|qwen|deepseek|mistral|codestral|devstral|kimi|glm|opus|sonnet|haiku|fable|mythos)(?![\p{L}])[\w.:()@/+ -]{0,50}|\d[\w.:() -]{0,30}(?:pro|flash|opus|sonnet|haiku|mini)?)$/iu;
const AFTER_NAME = /^(?:\s*:\s*(\S+)|\s*\(([^()]{1,60})\)|\s+((?:opus|sonnet|haiku|fable|mythos)\b[\w. ()-]{0,40}))/iu;

/**
 * The agent that a trailer's value names, if it names one. A value that is a person's name gives nothing, though the person be
 * called Claude.
 */
export function agentNamed(text: string): NamedAgent | undefined {
	const value = text.replace(/^[^\p{L}\p{N}]+/u, '').trim();
	for (const [name, tool] of PRODUCTS) {
		const length = name.exec(value)?.[0].length;
		if (length === undefined) continue;
		const rest = value.slice(length);
		// A family name may follow "Cursor"; a model, a version, a link or a tool list is none.
		return /^\s+\p{Lu}\p{Ll}+\s*(?:<|$)/u.test(rest) && !MODEL.test(rest.trim()) ? undefined : { tool, ...modelIn(rest) };
	}
	for (const [name, tool] of FIRST_NAMES) {
		if (!value.toLowerCase().startsWith(name)) continue;
		const { model } = modelIn(value.slice(name.length));
		return model === undefined ? undefined : { tool, model };
	}
	return DESCRIBED.test(value) ? { tool: 'unspecified' } : undefined;
}

function modelIn(rest: string): { readonly model?: string } {
	const match = AFTER_NAME.exec(rest);
	const model = (match?.[1] ?? match?.[2] ?? match?.[3])?.trim();
	return model !== undefined && MODEL.test(model) ? { model } : {};
}

/** The model that a co-author is called after: `Claude Opus 4.8 (1M context)`, `aider (gpt-4o)`. */
export function modelInName(name: string): string | undefined {
	const match = /^(?:(claude (?:opus|sonnet|haiku|fable|mythos)[\w. ()-]{0,40})|aider \(([\w.:/@-]{1,60})\))$/iu.exec(name.trim());
	return match?.[1] ?? match?.[2];
}

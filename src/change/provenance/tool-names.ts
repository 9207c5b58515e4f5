/** What tools call themselves in notes and traces, by the name in reports. Any other name is text that anybody wrote. */
const NAMES: Readonly<Record<string, string>> = {
	aider: 'aider',
	amp: 'Amp',
	antigravity: 'Antigravity',
	claude: 'Claude Code',
	'claude-code': 'Claude Code',
	cline: 'Cline',
	codebuff: 'Codebuff',
	codex: 'OpenAI Codex',
	continue: 'Continue',
	'continue-cli': 'Continue',
	copilot: 'GitHub Copilot',
	'github-copilot': 'GitHub Copilot',
	crush: 'Crush',
	cursor: 'Cursor',
	'cursor-agent': 'Cursor',
	devin: 'Devin',
	droid: 'Droid',
	gemini: 'Gemini CLI',
	'gemini-cli': 'Gemini CLI',
	goose: 'Goose',
	jules: 'Jules',
	junie: 'Junie',
	kiro: 'Kiro',
	opencode: 'OpenCode',
	openhands: 'OpenHands',
	pi: 'Pi',
	qwen: 'Qwen Code',
	'roo-code': 'Roo Code',
	windsurf: 'Windsurf',
};

/** The tool that a claim names, under its own name here; `unspecified` for one that is not known. */
export function toolNamed(text: unknown): string {
	return (typeof text === 'string' && Object.hasOwn(NAMES, text.toLowerCase()) ? NAMES[text.toLowerCase()] : undefined) ?? 'unspecified';
}

/** The model that a claim names, if it looks like one: `anthropic/claude-opus-4-5`. */
export function modelNamed(text: unknown): { readonly model?: string } {
	return typeof text === 'string' && /^[a-z\d][\w.:/@-]{1,79}$/iu.test(text) && text !== 'unknown' ? { model: text } : {};
}

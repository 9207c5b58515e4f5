/**
 * Secrets in text that is shown: a token that somebody committed is worse in a log, in an e-mail about a comment or in a SARIF file
 * than in the diff, since it stays there when the branch is gone. Every character is masked, so that columns stay true.
 *
 * Formats with a prefix of their own: GitHub ("About authentication to GitHub"), AWS ("IAM identifiers"), Slack, Stripe, GitLab, npm,
 * Google, SendGrid, Anthropic, Hugging Face, DigitalOcean; JSON Web Tokens (RFC 7519); keys in PEM (RFC 7468).
 */
const KNOWN: readonly RegExp[] = [
	/\b(?:gh[opsur]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|(?:AKIA|ASIA)[0-9A-Z]{16}|xox[abeprs]-[\w-]{10,}|(?:sk|rk|pk)_(?:live|test)_\w{10,}|gl(?:pat|rt|dt)-[\w-]{16,}|npm_[A-Za-z0-9]{30,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|sk-ant-[\w-]{20,}|hf_[A-Za-z0-9]{20,}|dop_v1_[0-9a-f]{32,})/g,
	/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
	/(?<=-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)[^-]+/g,
	/(?<=:\/\/[^\s/:@]{0,100}:)[^\s/@$*{}]+(?=@)/g,
	/(?<=\bcurl\b[^|;&\n]{0,200}?\s(?:-u|--user)[ =]?['"]?[^\s:'"]{1,100}:)[^\s'"$*`]+/g,
	/(?<=\b(?:Bearer|Basic) )[\w.~+/-]{16,}=*/g,
];

/** A value that stands after a name which says that it is one; an expression is none. */
const NAMED = /(?<=\b[\w.-]{0,60}(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\w-]{0,40}["']?\s{0,8}(?::=|=>|[:=])\s{0,8}["']?)(?![\w.]*[({]|\$|process\.|var\.|local\.|data\.|true\b|false\b|null\b|undefined\b|string\b|await\b|new\b)[^\s"',;{}()[\]$]{6,}/gi;

/** The same, where the name and the value stand beside each other, as in the environment of a container. */
const PAIRED = /(?<=\bname["']?\s{0,4}[:=]\s{0,4}["']?[\w.-]{0,60}(?:passw(?:or)?d|secret|token|key|credentials?)[\w.-]{0,40}["']?\s{0,4},\s{0,4}["']?value["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"',;{}()[\]$]{6,}/gi;

/** What a policy says, without secrets: its own words stay as they are. */
export function withoutSecrets(text: string): string {
	return KNOWN.reduce((shown, pattern) => shown.replace(pattern, masked), text);
}

/** A line of source, without secrets and without what stands where a secret would. */
export function maskedLine(line: string): string {
	return withoutSecrets(line).replace(NAMED, masked).replace(PAIRED, masked);
}

function masked(secret: string): string {
	return '*'.repeat(secret.length);
}

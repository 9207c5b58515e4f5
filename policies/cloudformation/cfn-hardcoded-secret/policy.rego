# METADATA
# title: A secret stands in the template
# description: >-
#   Whoever may read the repository, its history or the stack has it, for ever: it is in every clone, and in the console of
#   CloudFormation.
# custom:
#   id: cfn-hardcoded-secret
#   category: cloudformation/hardcoded-secret
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Read it from Secrets Manager by a dynamic reference, and change it, since it has been seen.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
#   - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_hardcoded_secret

import data.groundwire.lib.cloudformation as cfn

# What is called a password, a token or a key, and is written out.
findings contains finding if {
	some found in cfn.all_resources(input)
	some [path, name, value] in _named_values(found)
	_is_secret_name(name)
	_is_literal(value)
	not value in _defaults
	not _is_known_token(value)
	finding := cfn.remark(found, path, {
		"message": sprintf("`%s` of `%s` is written out in the template: whoever reads the repository or the stack has it.", [name, found.id]),
		"subject": sprintf("%s/%s", [found.id, name]),
		"confidence": _confidence(name),
	})
}

# What looks like a key, whatever it is called.
findings contains finding if {
	some found in cfn.all_resources(input)
	[path, value] := walk(found.properties)
	is_string(value)
	some kind in _tokens_in(value)
	finding := cfn.remark(found, path, {
		"message": sprintf("%s stands in `%s` of `%s`: whoever reads the repository or the stack has it.", [kind, _place(path), found.id]),
		"subject": sprintf("%s/%s", [found.id, _place(path)]),
	})
}

# A password that a script sets.
findings contains finding if {
	some found in cfn.all_resources(input)
	[path, value] := walk(found.properties)
	_is_script(path)
	text := cfn.text_of(value)
	count(_tokens_in(text)) == 0
	assigned := {name | some name in _assignments(text)}
	count(assigned) > 0
	finding := cfn.remark(found, path, {
		"message": sprintf("%s in `%s` of `%s` gets a value that is written out: whoever may read the settings of the machine has it.", [cfn.listed(sort(assigned)), _place(path), found.id]),
		"subject": sprintf("%s/%s", [found.id, _place(path)]),
		"confidence": "medium",
	})
}

# A parameter that is kept from sight, and has a default that everybody sees.
findings contains finding if {
	some name, parameter in input.Parameters
	_is_kept_from_sight(name, parameter)
	value := parameter.Default
	_is_literal(value)
	finding := {
		"at": ["Parameters", name, "Default"],
		"subject": sprintf("Parameters/%s", [name]),
		"message": sprintf("The parameter `%s` has a default, which stands in the repository: a stack that says nothing runs with a secret that everybody knows.", [name]),
		"severity": "medium",
		"confidence": _parameter_confidence(parameter),
	}
}

_is_kept_from_sight(_, parameter) if cfn.is_true(parameter.NoEcho)

_is_kept_from_sight(name, parameter) if {
	_is_secret_name(name)
	not startswith(object.get(parameter, "Type", "String"), "AWS::")
	not parameter.AllowedValues
}

_parameter_confidence(parameter) := "high" if {
	cfn.is_true(parameter.NoEcho)
} else := "medium"

# Values with the names that they have: keys of maps, and lists of `Name` and `Value`.
_named_values(found) := array.concat(
	[[path, name, value] |
		[path, value] := walk(found.properties)
		is_string(value)
		name := path[count(path) - 1]
		is_string(name)
		not name in {"Value", "ParameterValue", "Key", "Name", "Description"}
		not "Tags" in path
	],
	[[array.concat(path, [key]), entry[label], entry[key]] |
		[path, entry] := walk(found.properties)
		is_object(entry)
		some [label, key] in [["Name", "Value"], ["ParameterKey", "ParameterValue"], ["EnvironmentVariableName", "EnvironmentVariableValue"]]
		is_string(entry[label])
		is_string(entry[key])
		object.get(entry, "Type", "PLAINTEXT") == "PLAINTEXT"
	],
)

_is_secret_name(name) if {
	lowered := lower(name)
	regex.match(`(passw(or)?d|passphrase|(^|[_-])pwd$|secret|api_?key|(auth|access|bot|bearer|refresh|webhook|github|slack)_?token|^token$|_token$|private_?key|access_?key(_?id)?$|encryption_?key$|connection_?string|credentials?$)`, lowered)
	not regex.match(`(arns?|names?|ids?|path|policy|length|enabled?|rotation|type|urls?|uri|version|parameter|params?|field|expiry|reuse|minimum|require\w*|lifetime|days|min|max|prefix|suffix|file|bucket|location|header|endpoint|region|account|usage|provider|manager|store|allowed|include\w*|exclude\w*|size|template|key_?ref|kms\w*|algorithm|status|description|label|table|function|handler|role|user|group|column|property|attribute|cookie|strategy|format|mode|config|scope|audience|generate\w*|source|target|hash|alias|public\w*|reset\w*|forgot\w*|stage|class|regex|pattern|date|time|age|count|interval|ttl)$`, lowered)
}

_is_secret_name(name) if regex.match(`access_?key_?id$|secret_?(access_?)?key$`, lower(name))

# Nothing that is read from elsewhere, and nothing that only stands for a value.
_is_literal(value) if {
	is_string(value)
	trimmed := trim_space(value)
	count(trimmed) > 3
	not contains(trimmed, "{{resolve:")
	not contains(trimmed, "${")
	not contains(trimmed, " ")
	not regex.match(`^(arn:|https?://|s3://|/|ssm:|secretsmanager:|alias/|[.]|[$<%{\[])`, trimmed)
	not lower(trimmed) in {"true", "false", "none", "null", "enabled", "disabled", "default", "string", "required", "optional", "plaintext", "placeholder", "replaceme", "replace_me", "replace-me", "dummy", "todo", "tbd", "secretsmanager"}
	not regex.match(`^([xX*.]+|(your|my|insert|enter|some)[-_ ].*|<.*>)$`, trimmed)
}

# A default stands among the parameters, and is told there.
_defaults := {parameter.Default | some parameter in object.get(input, "Parameters", {}); is_string(parameter.Default)}

_confidence(name) := "high" if {
	lower(name) in {"masteruserpassword", "masterpassword", "password", "adminpassword", "authtoken", "secretstring", "aws_secret_access_key", "admin_password"}
} else := "medium"

_is_known_token(value) if count(_tokens_in(value)) > 0

_tokens_in(text) := {kind |
	some kind, pattern in _tokens
	regex.match(pattern, text)
}

_tokens := {
	"An access key of AWS": `\b(AKIA|ASIA)[0-9A-Z]{16}\b`,
	"A private key": `-----BEGIN ([A-Z]{2,10} )?PRIVATE KEY-----`,
	"A token of GitHub": `\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})`,
	"A token of Slack": `\bxox[abprs]-[0-9A-Za-z-]{10}`,
	"A key of Stripe": `\b(sk|rk)_live_[0-9a-zA-Z]{20}`,
	"A key of Google": `\bAIza[0-9A-Za-z_-]{35}\b`,
	"A token of GitLab": `\bglpat-[0-9A-Za-z_-]{20}`,
	"A key of SendGrid": `\bSG[.][0-9A-Za-z_-]{16,64}[.][0-9A-Za-z_-]{16}`,
}

_is_script(path) if path[count(path) - 1] in {"UserData", "ZipFile", "command", "InlineCode", "BuildSpec", "Command"}

# `export DATABASE_PASSWORD=…` and its like, line by line.
_assignments(text) := [name |
	some line in split(text, "\n")
	count(line) < 1000
	some part in regex.find_all_string_submatch_n(`([A-Za-z][A-Za-z0-9_]{0,60})["']?[ ]?[=:][ ]?["']?([^\s"'$<>{(,;&|)]{4,200})`, line, 4)
	name := part[1]
	_is_secret_name(name)
	_is_literal(part[2])
	not regex.match(`[.\[(]`, part[2])
]

_place(path) := concat(".", [sprintf("%v", [part]) | some part in path])

# METADATA
# title: Use of an agent is not disclosed as the project asks
# description: >-
#   The project wants to know which changes a language model had a part in, and in which words. A change that says it otherwise, or not
#   where it is looked for, counts as silent, and has to be put right after the fact.
# custom:
#   id: undisclosed-agent
#   category: change/undisclosed-ai
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: change
#   remedy: Say it as the project's text asks, in the commits or in the description of the pull request.
#   params:
#     preset: ""
# related_resources:
#   - ref: https://www.kernel.org/doc/html/latest/process/coding-assistants.html
#   - ref: https://www.kubernetes.dev/docs/guide/pull-requests/#ai-guidance
# schemas:
#   - input: schema.change
package groundwire.change.undisclosed_agent

import data.groundwire.lib.disclosure
import data.groundwire.lib.provenance

_preset := disclosure.presets[data.groundwire.params["undisclosed-agent"].preset]

# A name that no preset has would silence the rule for ever.
findings contains {
	"at": ["files", 0],
	"subject": "preset",
	"message": sprintf("The config asks for the preset `%s`, which there is not; there are %s.", [name, concat(", ", sort(object.keys(disclosure.presets)))]),
} if {
	name := data.groundwire.params["undisclosed-agent"].preset
	name != ""
	not disclosure.presets[name]
}

findings contains {
	"at": ["files", 0],
	"subject": "declined",
	"message": sprintf("%s takes no changes that a language model had a part in; this one bears marks of %s.", [_capital(_preset.project), provenance.named(_tools(_involved))]),
} if {
	_preset.declines
	count(_involved) > 0
}

findings contains {
	"at": ["files", 0],
	"subject": "trailer",
	"message": sprintf("%s asks for %s; %s of %s.", [_capital(_preset.project), _either(_preset.wants), _where_missing, provenance.named(_tools(_silent))]),
} if {
	count(_preset.wants) > 0
	count(_silent) > 0
}

findings contains {
	"at": ["files", 0],
	"subject": sprintf("forbidden %s", [key]),
	"message": sprintf("%s does not allow `%s` to name a tool; %s does on %s.", [_capital(_preset.project), _shown(key), provenance.named(_tools(marks)), _commits(_ids(marks))]),
} if {
	some key in _preset.forbids
	marks := [mark | some mark in _involved; _key(mark) == key]
	count(marks) > 0
}

findings contains {
	"at": ["files", 0],
	"subject": "description",
	"message": sprintf("%s asks that the description of the pull request says so when a language model had a part in it; the commits bear marks of %s, the description says nothing.", [
		_capital(_preset.project),
		provenance.named(_tools(_involved)),
	]),
} if {
	_preset.body
	count(_involved) > 0
	count([mark | some mark in _marks; mark.place == "pull-request-body"]) == 0
}

findings contains {
	"at": ["files", 0],
	"subject": "author",
	"message": sprintf("%s wants people as authors; %s is the author of %s.", [_capital(_preset.project), provenance.named(_tools(marks)), _commits(_ids(marks))]),
} if {
	not _preset.authors
	not _preset.declines
	marks := [mark | some mark in _involved; mark.place in {"author", "pull-request-author"}; mark.kind == "agent"]
	count(marks) > 0
}

default _marks := []

_marks := data.groundwire.provenance.marks

# A sentence that only mentions a tool, and bots without a model, are no part in it.
_involved := [mark | some mark in _marks; mark.kind in {"agent", "session", "assist", "disclosed"}]

# Marks on commits without one of the wanted trailers; those on the pull request where no commit has one.
_silent := array.concat(
	[mark | some mark in _involved; mark.commit; not mark.commit in _disclosing],
	[mark | some mark in _involved; not mark.commit; count(_disclosing) == 0],
)

_disclosing := {mark.commit | some mark in _marks; mark.commit; _key(mark) in _preset.wants}

_where_missing := sprintf("%s without it %s marks", [_commits(_ids(_silent)), _bear(count(_ids(_silent)))]) if {
	count(_ids(_silent)) > 0
} else := "no commit has it, and the pull request bears marks"

_bear(1) := "bears"

_bear(count) := "bear" if count > 1

_key(mark) := lower(split(mark.evidence, ":")[0]) if mark.place == "trailer"

_ids(marks) := {mark.commit | some mark in marks; mark.commit}

_tools(marks) := {mark.tool | some mark in marks}

_commits(ids) := sprintf("%d commits", [count(ids)]) if count(ids) > 1

_commits(ids) := sprintf("`%s`", [substring(id, 0, 12)]) if {
	count(ids) == 1
	some id in ids
}

_commits(ids) := "the pull request" if count(ids) == 0

_either(keys) := concat(" or ", [sprintf("`%s`", [_shown(key)]) | some key in keys])

_shown(key) := sprintf("%s%s", [upper(substring(key, 0, 1)), substring(key, 1, -1)])

_capital(text) := sprintf("%s%s", [upper(substring(text, 0, 1)), substring(text, 1, -1)])

package groundwire.code.uncategorised_error_test

import data.groundwire.code.uncategorised_error as rule

_mapping := {
	"at": "10-20",
	"subject": "query",
	"becomes": "throw",
	"answer": "INTERNAL_SERVER_ERROR",
	"keepsError": false,
	"narrowed": [],
	"delegated": false,
	"thrown": [],
	"trying": "run",
	"dropsCause": false,
	"serves": true,
}

_with(changes) := object.union(_mapping, changes)

_file(mappings) := {"role": "server", "errorMappings": mappings}

_asked := _with({"narrowed": ["InvalidQueryError"]})

test_question_that_was_taken_out if {
	found := rule.findings with input as _file([_mapping]) with data.groundwire.before as _file([_asked])
	found == {{
		"at": "10-20",
		"subject": "query",
		"message": "`InvalidQueryError` of `run` was told apart here; now it is answered with INTERNAL_SERVER_ERROR like any other failure.",
		"severity": "high",
		"confidence": "high",
	}}
}

test_one_of_several_questions if {
	now := _with({"narrowed": ["A"], "answer": "", "becomes": "none", "serves": false})
	found := rule.findings with input as _file([now]) with data.groundwire.before as _file([_with({"narrowed": ["A", "TimeoutError"]})])
	count(found) == 1
	some finding in found
	finding.severity == "medium"
	finding.message == "`TimeoutError` of `run` was told apart here; now it is handled like any other failure."
	finding.confidence == "low"
}

test_other_words_are_no_loss if {
	count(rule.findings) == 0 with input as _file([_with({"narrowed": ["isKnown"]})]) with data.groundwire.before as _file([_with({"narrowed": ["KnownError", "P2025"]})])
	count(rule.findings) == 0 with input as _file([_with({"narrowed": ["isInvalidQuery"]})]) with data.groundwire.before as _file([_asked])
	count(rule.findings) == 0 with input as _file([_with({"delegated": true})]) with data.groundwire.before as _file([_asked])
	count(rule.findings) == 0 with input as _file([_asked]) with data.groundwire.before as _file([_asked])
	count(rule.findings) == 0 with input as _file([_with({"trying": "other"})]) with data.groundwire.before as _file([_asked])
}

test_typed_failures_all_become_ours if {
	found := rule.findings with input as _file([_with({"thrown": ["NotFoundError", "OrderClosedError"], "answer": "500", "becomes": "response"})])
	count(found) == 1
	some finding in found
	finding.confidence == "medium"
	startswith(finding.message, "What is tried here throws `NotFoundError` (and 1 more), and every failure is answered with 500")
}

test_typed_failures_where_nobody_is_served if {
	some finding in rule.findings with input as _file([_with({"thrown": ["NotFoundError"], "serves": false})])
	finding.confidence == "low"
	count(rule.findings) == 0 with input as _file([_with({"thrown": ["NotFoundError"], "delegated": true})])
	count(rule.findings) == 0 with input as _file([_with({"thrown": ["NotFoundError"], "answer": "404"})])
	count(rule.findings) == 0 with input as _file([_with({"thrown": ["NotFoundError"], "narrowed": ["NotFoundError"]})])
}

test_one_code_for_all_where_others_ask if {
	count(rule.findings) == 0 with input as _file([_mapping])
	some finding in rule.findings with input as _file([_mapping, object.union(_asked, {"at": "30-40", "subject": "other"})])
	finding.confidence == "low"
}

test_silent_outside_production if {
	every role in ["browser", "cli", "script", "test", "build", "generated"] {
		count(rule.findings) == 0 with input as object.union(_file([_mapping]), {"role": role}) with data.groundwire.before as _file([_asked])
	}
}

test_handler_that_was_taken_out if {
	call := {"at": "50-60", "subject": "query", "name": "run"}
	before := {"errorMappings": [_asked], "unguardedCalls": []}
	found := rule.findings with input as {"role": "server", "errorMappings": [], "unguardedCalls": [call]} with data.groundwire.before as before
	count(found) == 1
	some finding in found
	finding.was == "10-20"
	finding.confidence == "high"
	startswith(finding.message, "`InvalidQueryError` of `run` was told apart here; now every failure goes on as it is")
	count(rule.findings) == 0 with input as {"role": "server", "errorMappings": [], "unguardedCalls": []} with data.groundwire.before as before
	count(rule.findings) == 0 with input as {"role": "server", "errorMappings": [_asked], "unguardedCalls": [call]} with data.groundwire.before as before
}

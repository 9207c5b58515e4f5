package groundwire.code.lost_cause_test

import data.groundwire.code.lost_cause as rule

_mapping := {
	"at": "10-20",
	"subject": "book",
	"becomes": "throw",
	"answer": "",
	"keepsError": false,
	"narrowed": [],
	"delegated": false,
	"thrown": [],
	"trying": "ledger.book",
	"dropsCause": true,
	"serves": false,
}

_catch := {"at": "10-20", "does": ["rethrow"], "explained": false, "guards": "outbound"}

_with(changes) := object.union(_mapping, changes)

_file(mapping, handler) := {"role": "server", "errorMappings": [mapping], "catches": [object.union(_catch, handler)]}

test_dropped if {
	found := rule.findings with input as _file(_mapping, {})
	found == {{
		"at": "10-20",
		"subject": "book",
		"message": "What failed in `ledger.book` is dropped: the error that is thrown in its place carries neither its message nor its stack, and nothing logs it.",
		"severity": "medium",
		"confidence": "medium",
	}}
}

test_local_work_goes_to_the_summary if {
	some finding in rule.findings with input as _file(_mapping, {"guards": "other"})
	finding.confidence == "low"
}

test_parse_and_probe_are_silent if {
	every guards in ["parse", "probe", "cleanup"] {
		count(rule.findings) == 0 with input as _file(_mapping, {"guards": guards})
	}
}

test_library_is_low if {
	some finding in rule.findings with input as object.union(_file(_mapping, {}), {"role": "library"})
	finding.severity == "low"
	finding.confidence == "low"
}

test_told_otherwise_is_silent if {
	every reaction in ["log", "record", "metric", "call"] {
		count(rule.findings) == 0 with input as _file(_mapping, {"does": [reaction, "rethrow"]})
	}
	count(rule.findings) == 0 with input as _file(_mapping, {"explained": true})
	every change in [{"keepsError": true}, {"delegated": true}, {"narrowed": ["A"]}, {"dropsCause": false}, {"becomes": "return"}] {
		count(rule.findings) == 0 with input as _file(_with(change), {})
	}
}

test_cause_that_was_taken_out if {
	now := _with({"keepsError": true})
	found := rule.findings with input as _file(now, {"does": ["rethrow", "use-error"]})
		with data.groundwire.before as {"errorMappings": [_with({"keepsError": true, "dropsCause": false})]}
	count(found) == 1
	some finding in found
	finding.confidence == "high"
	startswith(finding.message, "The error that stands in for a failure of `ledger.book` carried its cause")
}

test_fix_is_passed_on if {
	some finding in rule.findings with input as _file(_with({"fix": {"name": "add-cause"}}), {})
	finding.fix.name == "add-cause"
}

test_nothing_to_name if {
	some finding in rule.findings with input as _file(_with({"trying": ""}), {})
	startswith(finding.message, "What failed in what is tried here")
}

test_silent_outside_production if {
	every role in ["browser", "cli", "script", "test"] {
		count(rule.findings) == 0 with input as object.union(_file(_mapping, {}), {"role": role})
	}
}

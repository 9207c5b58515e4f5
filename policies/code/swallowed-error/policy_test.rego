package groundwire.code.swallowed_error_test

import data.groundwire.code.swallowed_error as rule

_catch := {
	"at": "10-20",
	"subject": "charge",
	"kind": "clause",
	"does": ["nothing"],
	"empty": true,
	"explained": false,
	"guards": "outbound",
	"trying": "pay.charge",
	"detached": false,
	"handed": false,
	"serves": false,
	"statuses": [],
}

_with(changes) := object.union(_catch, changes)

_file(handlers) := {"role": "server", "catches": handlers}

test_empty_catch_around_a_call_is_high if {
	found := rule.findings with input as _file([_catch])
	found == {{
		"at": "10-20",
		"subject": "charge",
		"message": "When `pay.charge` fails, nothing is logged, thrown or returned: the code goes on as if it had worked.",
		"severity": "high",
		"confidence": "high",
	}}
}

test_fix_is_passed_on if {
	some finding in rule.findings with input as _file([_with({"fix": {"name": "log-error"}})])
	finding.fix.name == "log-error"
}

test_method_is_less_sure if {
	some finding in rule.findings with input as _file([_with({"kind": "method"})])
	finding.severity == "high"
	finding.confidence == "medium"
}

test_nobody_waits_is_medium if {
	some finding in rule.findings with input as _file([_with({"kind": "method", "detached": true})])
	finding.severity == "medium"
}

test_cache_entry_left_behind_is_low if {
	some finding in rule.findings with input as _file([_with({"kind": "method", "detached": true, "guards": "eviction"})])
	finding.severity == "low"
	count(rule.findings) == 0 with input as {"role": "library", "catches": [_with({"guards": "eviction"})]}
}

test_function_of_the_caller_is_less_sure if {
	some finding in rule.findings with input as _file([_with({"handed": true})])
	finding.severity == "high"
	finding.confidence == "medium"
}

test_library_is_medium if {
	some finding in rule.findings with input as {"role": "library", "catches": [_catch]}
	finding.severity == "medium"
}

test_local_work_is_medium if {
	some finding in rule.findings with input as _file([_with({"guards": "other"})])
	finding.severity == "medium"
}

test_local_work_of_a_library_is_silent if {
	count(rule.findings) == 0 with input as {"role": "library", "catches": [_with({"guards": "other"})]}
}

test_nothing_that_can_fail_is_silent if {
	count(rule.findings) == 0 with input as _file([_with({"guards": "other", "trying": ""})])
}

test_explained_is_silent if {
	count(rule.findings) == 0 with input as _file([_with({"explained": true})])
}

test_handled_is_silent if {
	every reaction in ["log", "rethrow", "return-failure", "metric", "record", "use-error", "call"] {
		count(rule.findings) == 0 with input as _file([_with({"does": [reaction, "return-fallback", "respond"], "statuses": [500]})])
	}
}

test_legitimate_guards_are_silent if {
	every guards in ["cleanup", "rollback", "probe", "parse"] {
		count(rule.findings) == 0 with input as _file([_with({"guards": guards})])
	}
}

test_silent_outside_production if {
	every role in ["browser", "cli", "script", "test", "build", "generated"] {
		count(rule.findings) == 0 with input as {"role": role, "catches": [_catch]}
	}
}

test_fallback_is_medium if {
	some finding in rule.findings with input as _file([_with({"does": ["return-fallback"], "empty": false})])
	finding.severity == "medium"
	finding.confidence == "medium"
	contains(finding.message, "an outage looks like an empty result")
}

test_fallback_of_a_library_is_less_sure if {
	some finding in rule.findings with input as {"role": "library", "catches": [_with({"does": ["return-fallback"]})]}
	finding.confidence == "low"
}

test_fallback_for_a_function_of_the_caller_goes_to_the_summary if {
	some finding in rule.findings with input as _file([_with({"does": ["return-fallback"], "handed": true})])
	finding.confidence == "low"
	finding.message == "When `pay.charge` fails, a fallback takes its place and this handler tells nobody: an outage looks like an empty result."
}

test_fallback_as_the_file_did_it_before_goes_to_the_summary if {
	fallback := _with({"does": ["return-fallback"], "empty": false})
	earlier := object.union(fallback, {"at": "90-99", "subject": "list"})
	some finding in rule.findings with input as _file([fallback, earlier]) with data.groundwire.before as _file([earlier])
	finding.confidence == "low"
}

test_narrowed_fallback_is_silent if {
	count(rule.findings) == 0 with input as _file([_with({"does": ["narrow", "return-fallback"]})])
}

test_local_fallback_is_silent if {
	count(rule.findings) == 0 with input as _file([_with({"does": ["return-fallback"], "guards": "other"})])
}

test_fallbacks_can_be_allowed if {
	count(rule.findings) == 0 with input as _file([_with({"does": ["return-fallback"]})])
		with data.groundwire.params as {"swallowed-error": {"fallbacks": false, "responses": true}}
}

test_answer_of_ours_without_a_log if {
	some finding in rule.findings with input as _file([_with({"does": ["respond"], "statuses": [404, 503]})])
	finding.message == "When `pay.charge` fails, the request is answered with 503 and no log, span or metric says why."
}

test_answer_of_a_library_without_a_log if {
	handler := _with({"does": ["respond"], "statuses": [500]})
	count(rule.findings) == 0 with input as {"role": "library", "catches": [handler]}
	some finding in rule.findings with input as {"role": "library", "catches": [object.union(handler, {"serves": true})]}
	contains(finding.message, "answered with 500")
}

test_catch_all_passed_off_as_the_callers_fault if {
	some finding in rule.findings with input as _file([_with({"does": ["narrow", "respond"], "statuses": [400, 404]})])
	contains(finding.message, "answered with 400")
	count(rule.findings) == 0 with input as {"role": "library", "catches": [_with({"does": ["respond"], "statuses": [400], "serves": true})]}
}

test_answers_about_the_request_are_silent if {
	every status in [401, 403, 404, 409, 422] {
		count(rule.findings) == 0 with input as _file([_with({"does": ["respond"], "statuses": [status]})])
	}
}

test_answers_can_be_allowed if {
	count(rule.findings) == 0 with input as _file([_with({"does": ["respond"], "statuses": [500]})])
		with data.groundwire.params as {"swallowed-error": {"fallbacks": true, "responses": false}}
}

test_nothing_to_name if {
	some finding in rule.findings with input as _file([_with({"trying": ""})])
	startswith(finding.message, "When this fails")
}

_loss(now, was) := [finding |
	some finding in rule.findings with input as _file(now) with data.groundwire.before as _file(was)
	contains(finding.message, "now nobody is told")
]

_logged := _with({"does": ["log", "respond", "use-error"], "statuses": [404], "empty": false})

test_log_that_was_taken_out if {
	now := [_with({"does": ["respond"], "statuses": [404], "empty": false})]
	found := rule.findings with input as _file(now) with data.groundwire.before as _file([_logged])
	found == {{
		"at": "10-20",
		"subject": "charge",
		"message": "The error of `pay.charge` was logged here; now nobody is told.",
		"severity": "medium",
		"confidence": "high",
	}}
}

test_nothing_left_is_high_and_said_once if {
	found := rule.findings with input as _file([_catch]) with data.groundwire.before as _file([_logged])
	count(found) == 1
	some finding in found
	finding.severity == "high"
	contains(finding.message, "now nobody is told")
}

test_loss_of_what_told if {
	every reaction, told in {"record": "recorded", "metric": "counted", "rethrow": "thrown on"} {
		[finding] := _loss([_with({"does": ["respond"]})], [_with({"does": [reaction]})])
		contains(finding.message, told)
	}
}

test_loss_counts_what_still_tells if {
	quiet := _with({"at": "30-40", "does": ["respond"]})
	count(_loss([_logged, quiet], [_logged, quiet])) == 0
	count(_loss([quiet], [quiet])) == 0
	count(_loss([_logged, quiet], [_logged])) == 0
	count(_loss([quiet], [_logged, quiet])) == 1
	count(_loss([quiet], [])) == 0
}

test_loss_among_handlers_that_told_in_different_ways if {
	thrown := _with({"at": "30-40", "does": ["rethrow"]})
	[finding] := _loss([_catch, object.union(_logged, {"at": "50-60"})], [thrown, _logged])
	contains(finding.message, "thrown on")
	count(_loss([_catch], [thrown, _logged])) == 1
}

test_loss_is_of_the_same_attempt if {
	every change in [{"subject": "refund"}, {"trying": "pay.refund"}, {"kind": "method"}] {
		count(_loss([_with({"does": ["respond"]})], [object.union(_logged, change)])) == 0
	}
}

test_error_that_goes_elsewhere_is_no_loss if {
	every reaction in ["log", "rethrow", "record", "metric", "call", "return-failure", "narrow"] {
		count(_loss([_with({"does": ["respond", reaction]})], [_logged])) == 0
	}
	count(_loss([_with({"does": ["call", "respond"]})], [object.union(_logged, {"does": ["call", "log", "respond"]})])) == 1
}

test_loss_with_a_reason_or_in_a_browser_is_silent if {
	count(_loss([_with({"explained": true})], [_logged])) == 0
	count(rule.findings) == 0 with input as {"role": "browser", "catches": [_catch]} with data.groundwire.before as {"catches": [_logged]}
}

package groundwire.code.unsafe_retry_test

import data.groundwire.code.unsafe_retry as rule

_file(retries) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "profile": {}, "outboundCalls": [], "retries": [], "signalUses": [], "heldWork": [], "messageWrites": []}, {"retries": retries})

_retry(parts) := object.union({"at": "1-2", "subject": "settle", "kind": "loop", "library": "", "around": "charge", "bound": "bounded", "attempts": 5, "backoff": "growing", "jitter": "present", "totalDeadline": "absent", "narrowed": true, "varies": false, "idempotent": "unknown", "retryAfter": "none", "nested": []}, parts)

test_bounded_with_a_growing_pause_is_right if {
	count(rule.findings) == 0 with input as _file([_retry({})])
}

test_no_pause if {
	[finding] := [f | some f in rule.findings] with input as _file([_retry({"backoff": "absent", "narrowed": false})])
	finding.confidence == "high"
	startswith(finding.message, "`charge` is tried up to 5 times without a pause")
}

test_one_more_try_at_once_is_cheap if {
	count(rule.findings) == 0 with input as _file([_retry({"backoff": "absent", "attempts": 2})])
}

test_every_attempt_another if {
	count(rule.findings) == 0 with input as _file([_retry({"backoff": "absent", "varies": true})])
}

test_neither_end_nor_pause if {
	[finding] := [f | some f in rule.findings] with input as _file([_retry({"bound": "absent", "backoff": "absent", "narrowed": false})])
	finding.severity == "high"
}

test_unknown_is_silent if {
	count(rule.findings) == 0 with input as _file([_retry({"bound": "unknown", "backoff": "unknown", "jitter": "unknown"})])
}

test_library_told_to_go_on_for_ever if {
	[finding] := [f | some f in rule.findings] with input as _file([_retry({"kind": "library", "library": "p-retry", "bound": "absent"})])
	finding.message == "`p-retry` around `charge` has no end: what cannot succeed is tried for ever."
}

test_more_attempts_than_allowed if {
	many := _file([_retry({"kind": "library", "library": "p-retry", "attempts": 30})])
	count(rule.findings) == 0 with input as many
	count(rule.findings) == 1 with input as many with data.groundwire.params as {"unsafe-retry": {"maxAttempts": 10}}
}

test_the_pause_was_taken_away if {
	[finding] := [f | some f in rule.findings] with input as _file([_retry({"backoff": "absent"})]) with data.groundwire.before as _file([_retry({"at": "9-10"})])
	finding.confidence == "high"
	finding.was == "9-10"
}

test_settings_are_compared_only if {
	settings := _retry({"kind": "settings", "around": "jobs.add", "backoff": "absent", "jitter": "absent"})
	count(rule.findings) == 0 with input as _file([settings])
	count(rule.findings) == 1 with input as _file([settings]) with data.groundwire.before as _file([object.union(settings, {"backoff": "growing"})])
}

test_scripts_are_left_alone if {
	count(rule.findings) == 0 with input as object.union(_file([_retry({"backoff": "absent"})]), {"role": "script"})
}

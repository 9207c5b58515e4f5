package groundwire.alerts.alert_absent_metric_test

import data.groundwire.alerts.alert_absent_metric as rule

_alert(changes) := object.union({"alert": "Down", "expr": "up == 0", "for": "5m", "labels": {"severity": "page"}, "annotations": {"runbook_url": "https://r.example"}, "promql": {"language": "promql", "selectors": [{"metric": "up", "labels": []}], "functions": [], "ranges": [], "thresholds": []}}, changes)

_file(rules) := {"groups": [{"name": "g", "rules": rules}]}

_asks(metric) := _alert({"promql": {"selectors": [{"metric": metric, "labels": []}]}})

test_a_metric_of_long_ago if {
	[finding] := [f | some f in rule.findings] with input as _file([_asks("node_memory_MemFree")])
	contains(finding.message, "node_memory_MemFree_bytes")
}

test_a_recording_rule_that_is_gone if {
	recording := {"record": "a:b:c", "expr": "up"}
	count(rule.findings) == 1 with input as _file([_asks("a:b:c")]) with data.groundwire.before as _file([recording, _asks("a:b:c")])
	count(rule.findings) == 0 with input as _file([recording, _asks("a:b:c")]) with data.groundwire.before as _file([recording])
	count(rule.findings) == 0 with input as _file([_asks("a:b:c")])
}

test_others if {
	count(rule.findings) == 0 with input as _file([_asks("up")])
}

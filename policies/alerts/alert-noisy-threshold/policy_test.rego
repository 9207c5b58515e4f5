package groundwire.alerts.alert_noisy_threshold_test

import data.groundwire.alerts.alert_noisy_threshold as rule

_alert(changes) := object.union({"alert": "Down", "expr": "up == 0", "for": "5m", "labels": {"severity": "page"}, "annotations": {"runbook_url": "https://r.example"}, "promql": {"language": "promql", "selectors": [{"metric": "up", "labels": []}], "functions": [], "ranges": [], "thresholds": []}}, changes)

_file(rules) := {"groups": [{"name": "g", "rules": rules}]}

_compares(threshold) := _alert({"promql": {"thresholds": [threshold], "functions": [], "ranges": []}})

test_a_counter if {
	[finding] := [f | some f in rule.findings] with input as _file([_compares({"metric": "errors_total", "operator": ">", "value": 100})])
	finding.subject == "Down errors_total"
}

test_gauges_and_zero if {
	count(rule.findings) == 0 with input as _file([_compares({"metric": "queue_length", "operator": ">", "value": 100})])
	count(rule.findings) == 0 with input as _file([_compares({"metric": "errors_total", "operator": "==", "value": 0})])
}

test_a_short_range if {
	count(rule.findings) == 1 with input as _file([_alert({"promql": {"thresholds": [], "functions": ["rate"], "ranges": [30000]}})])
	count(rule.findings) == 0 with input as _file([_alert({"promql": {"thresholds": [], "functions": ["rate"], "ranges": [300000]}})])
}

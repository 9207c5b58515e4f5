package groundwire.alerts.alert_missing_for_test

import data.groundwire.alerts.alert_missing_for as rule

_alert(changes) := object.union({"alert": "Down", "expr": "up == 0", "for": "5m", "labels": {"severity": "page"}, "annotations": {"runbook_url": "https://r.example"}, "promql": {"language": "promql", "selectors": [{"metric": "up", "labels": []}], "functions": [], "ranges": [], "thresholds": []}}, changes)

_file(rules) := {"groups": [{"name": "g", "rules": rules}]}

test_none if {
	[finding] := [f | some f in rule.findings] with input as _file([object.remove(_alert({}), ["for"])])
	finding.at == ["groups", 0, "rules", 0, "for"]
	count(rule.findings) == 1 with input as _file([_alert({"for": "0s"})])
}

test_patience if {
	count(rule.findings) == 0 with input as _file([_alert({})])
	count(rule.findings) == 0 with input as _file([object.remove(_alert({"promql": {"ranges": [900000], "functions": []}}), ["for"])])
	count(rule.findings) == 0 with input as _file([object.remove(_alert({"promql": {"ranges": [], "functions": ["increase"]}}), ["for"])])
}

test_recording_rules_do_not_fire if {
	count(rule.findings) == 0 with input as _file([{"record": "a:b", "expr": "up"}])
}

test_a_removed_one_is_for_another_rule if {
	count(rule.findings) == 0 with input as _file([object.remove(_alert({}), ["for"])]) with data.groundwire.before as _file([_alert({})])
}

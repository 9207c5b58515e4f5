package groundwire.alerts.alert_missing_severity_test

import data.groundwire.alerts.alert_missing_severity as rule

_alert(changes) := object.union({"alert": "Down", "expr": "up == 0", "for": "5m", "labels": {"severity": "page"}, "annotations": {"runbook_url": "https://r.example"}, "promql": {"language": "promql", "selectors": [{"metric": "up", "labels": []}], "functions": [], "ranges": [], "thresholds": []}}, changes)

_file(rules) := {"groups": [{"name": "g", "rules": rules}]}

test_none if {
	[finding] := [f | some f in rule.findings] with input as _file([_alert({}), object.remove(_alert({"alert": "B"}), ["labels"])])
	finding.subject == "B"
	contains(finding.message, "1 others")
}

test_one if {
	count(rule.findings) == 0 with input as _file([_alert({}), {"record": "a:b", "expr": "up"}])
}

package groundwire.alerts.alert_missing_runbook_test

import data.groundwire.alerts.alert_missing_runbook as rule

_alert(changes) := object.union({"alert": "Down", "expr": "up == 0", "for": "5m", "labels": {"severity": "page"}, "annotations": {"runbook_url": "https://r.example"}, "promql": {"language": "promql", "selectors": [{"metric": "up", "labels": []}], "functions": [], "ranges": [], "thresholds": []}}, changes)

_file(rules) := {"groups": [{"name": "g", "rules": rules}]}

test_none if {
	[finding] := [f | some f in rule.findings] with input as _file([object.remove(_alert({}), ["annotations"])])
	finding.at == ["groups", 0, "rules", 0, "annotations", "runbook_url"]
}

test_by_name_or_in_the_text if {
	count(rule.findings) == 0 with input as _file([_alert({})])
	count(rule.findings) == 0 with input as _file([_alert({"annotations": {"description": "See the runbook: https://r.example"}})])
}

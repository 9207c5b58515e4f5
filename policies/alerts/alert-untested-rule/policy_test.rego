package groundwire.alerts.alert_untested_rule_test

import data.groundwire.alerts.alert_untested_rule as rule

_alert(changes) := object.union({"alert": "Down", "expr": "up == 0", "for": "5m", "labels": {"severity": "page"}, "annotations": {"runbook_url": "https://r.example"}, "promql": {"language": "promql", "selectors": [{"metric": "up", "labels": []}], "functions": [], "ranges": [], "thresholds": []}}, changes)

_file(rules) := {"groups": [{"name": "g", "rules": rules}]}

_workspace(tested) := {"documents": [
	{"path": "a.yaml", "platform": "alerts", "name": "a.yaml", "document": _file([_alert({}), _alert({"alert": "B"})])},
	{"path": "t.yaml", "platform": "alerts", "name": "t.yaml", "document": {"rule_files": ["a.yaml"], "tests": [{"alert_rule_test": [{"alertname": name} | some name in tested]}]}},
]}

test_one_of_two if {
	[finding] := [f | some f in rule.findings] with input as _workspace(["Down"])
	finding.subject == "B"
}

test_all_or_none if {
	count(rule.findings) == 0 with input as _workspace(["Down", "B"])
	count(rule.findings) == 0 with input as _workspace([])
}

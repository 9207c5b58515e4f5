package groundwire.alerts.alert_for_removed_test

import data.groundwire.alerts.alert_for_removed as rule

_alert(changes) := object.union({"alert": "Down", "expr": "up == 0", "for": "5m", "labels": {"severity": "page"}, "annotations": {"runbook_url": "https://r.example"}, "promql": {"language": "promql", "selectors": [{"metric": "up", "labels": []}], "functions": [], "ranges": [], "thresholds": []}}, changes)

_file(rules) := {"groups": [{"name": "g", "rules": rules}]}

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _file([object.remove(_alert({}), ["for"])]) with data.groundwire.before as _file([_alert({})])
	contains(finding.message, "`5m`")
	count(rule.findings) == 1 with input as _file([_alert({"for": "0m"})]) with data.groundwire.before as _file([_alert({})])
}

test_kept if {
	count(rule.findings) == 0 with input as _file([_alert({"for": "1m"})]) with data.groundwire.before as _file([_alert({})])
	count(rule.findings) == 0 with input as _file([object.remove(_alert({}), ["for"])])
}

package groundwire.alerts.alert_invalid_rule_test

import data.groundwire.alerts.alert_invalid_rule as rule

_alert(changes) := object.union({"alert": "Down", "expr": "up == 0", "for": "5m", "labels": {"severity": "page"}, "annotations": {"runbook_url": "https://r.example"}, "promql": {"language": "promql", "selectors": [{"metric": "up", "labels": []}], "functions": [], "ranges": [], "thresholds": []}}, changes)

_file(rules) := {"groups": [{"name": "g", "rules": rules}]}

test_a_problem_of_the_expression if {
	broken := _alert({"expr": "sum(up", "promql": {"problem": {"message": "the expression ends too early", "offset": 6}}})
	[finding] := [f | some f in rule.findings] with input as _file([broken])
	finding.at == ["groups", 0, "rules", 0, "expr"]
	contains(finding.message, "character 7")
}

test_a_template_of_a_chart_is_no_expression if {
	broken := _alert({"expr": "up{job={{ .Values.job }}", "promql": {"problem": {"message": "x", "offset": 6}}})
	count(rule.findings) == 0 with input as _file([broken])
}

test_what_does_not_fit if {
	every changed in [{"record": "a:b"}, {"for": "5 minutes"}, {"keep_firing_for": "soon"}] {
		count(rule.findings) > 0 with input as _file([_alert(changed)])
	}
	count(rule.findings) == 1 with input as _file([{"alert": "A"}])
	count(rule.findings) == 1 with input as _file([{"record": "a:b", "expr": "up", "annotations": {"x": "y"}}])
	count(rule.findings) == 1 with input as _file([{"record": "a-b", "expr": "up"}])
}

test_as_it_should_be if {
	count(rule.findings) == 0 with input as _file([_alert({}), {"record": "a:b", "expr": "up"}])
	count(rule.findings) == 0 with input as _file([_alert({"for": 0})])
}

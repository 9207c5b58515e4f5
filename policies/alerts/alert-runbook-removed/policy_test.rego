package groundwire.alerts.alert_runbook_removed_test

import data.groundwire.alerts.alert_runbook_removed as rule

_alert(changes) := object.union({"alert": "Down", "expr": "up == 0", "for": "5m", "labels": {"severity": "page"}, "annotations": {"runbook_url": "https://r.example/down"}}, changes)

_file(rules) := {"groups": [{"name": "g", "rules": rules}]}

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _file([object.remove(_alert({}), ["annotations"])]) with data.groundwire.before as _file([_alert({})])
	contains(finding.message, "`https://r.example/down`")
	finding.at == ["groups", 0, "rules", 0, "annotations", "runbook_url"]
}

test_kept_or_new if {
	count(rule.findings) == 0 with input as _file([_alert({})]) with data.groundwire.before as _file([_alert({})])
	count(rule.findings) == 0 with input as _file([object.remove(_alert({}), ["annotations"])])
	count(rule.findings) == 0 with input as _file([object.remove(_alert({}), ["annotations"])]) with data.groundwire.before as _file([_alert({"alert": "Other"})])
}

# Of two alerts of one name each is compared with its own.
test_twins if {
	bare := object.remove(_alert({}), ["annotations"])
	count(rule.findings) == 0 with input as _file([_alert({}), bare]) with data.groundwire.before as _file([_alert({}), bare])
	count(rule.findings) == 1 with input as _file([bare, bare]) with data.groundwire.before as _file([_alert({}), bare])
}

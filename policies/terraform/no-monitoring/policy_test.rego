package groundwire.terraform.no_monitoring_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.no_monitoring as rule

_weak := modules.resource("aws_db_instance", "orders", {"instance_class": "db.m5.large", "monitoring_interval": 60, "performance_insights_enabled": false})

_kept := modules.resource("aws_db_instance", "orders", {"instance_class": "db.m5.large", "monitoring_interval": 60, "performance_insights_enabled": true})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "has no Performance Insights")] with input as _weak
	finding.at == array.concat(["resource", "aws_db_instance", "orders", 0], ["performance_insights_enabled"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "has no Performance Insights")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_db_instance", "orders", {"performance_insights_enabled": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "has no Performance Insights")]) == 0 with input as _weak with data.groundwire.before as _kept
}

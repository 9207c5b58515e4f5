package groundwire.terraform.unpinned_provider_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.unpinned_provider as rule

_root(wanted) := modules.module({"terraform": [{"backend": {"s3": [{}]}, "required_providers": [{"aws": wanted}]}]})

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

test_open_and_absent if {
	finding := _only(_root({"source": "hashicorp/aws"}))
	finding.at == ["terraform", 0, "required_providers", 0, "aws", "version"]
	contains(_only(_root({"source": "hashicorp/aws", "version": ">= 5.0"})).message, "any version `>= 5.0`")
	_only(_root(">= 3")).at == ["terraform", 0, "required_providers", 0, "aws"]
}

test_bound if {
	every version in ["~> 5.0", "5.1.0", ">= 5.0, < 6.0", "= 5.1"] {
		_silent(_root({"source": "hashicorp/aws", "version": version}))
	}
	_silent(_root({"$unknown": "local.aws"}))
}

test_a_module_for_others if {
	_silent(modules.module({"terraform": [{"required_providers": [{"aws": {"version": ">= 5.0"}}]}]}))
	_only(modules.module({"provider": {"aws": [{}]}, "terraform": [{"required_providers": [{"aws": {"version": ">= 5.0"}}]}]}))
}

test_what_it_was if {
	[finding] := [f | some f in rule.findings] with input as _root({"version": ">= 5.0"}) with data.groundwire.before as _root({"version": "~> 5.0"})
	endswith(finding.message, "; before: `~> 5.0`.")
}

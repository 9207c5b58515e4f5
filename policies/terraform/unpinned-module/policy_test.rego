package groundwire.terraform.unpinned_module_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.unpinned_module as rule

_call(block) := modules.module({"module": {"net": [block]}})

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

test_registry if {
	finding := _only(_call({"source": "terraform-aws-modules/vpc/aws"}))
	finding.at == ["module", "net", 0, "source"]
	finding.message == "`module.net` takes the newest version of `terraform-aws-modules/vpc/aws`: the next init may bring a breaking one."
	_only(_call({"source": "app.terraform.io/acme/vpc/aws"}))
	_only(_call({"source": "terraform-aws-modules/vpc/aws", "version": ">= 5.0"})).severity == "low"
	_silent(_call({"source": "terraform-aws-modules/vpc/aws", "version": "~> 5.0"}))
	_silent(_call({"source": "terraform-aws-modules/vpc/aws//modules/endpoints", "version": "5.1.0"}))
	_silent(_call({"source": "terraform-aws-modules/vpc/aws", "version": {"$unknown": "var.v"}}))
}

test_git if {
	every source in [
		"git::https://github.com/acme/net.git", "github.com/acme/net", "git@github.com:acme/net.git//sub?ref=main",
		"git::ssh://git@example.com/acme/net.git?ref=feature/v2", "https://example.com/acme/net.git",
	] {
		_only(_call({"source": source})).at == ["module", "net", 0, "source"]
	}
	every source in ["git::https://github.com/acme/net.git?ref=v1.2.0", "github.com/acme/net?ref=4d2b9c1e", "git::https://example.com/net.git?ref=1.0&depth=1"] {
		_silent(_call({"source": source}))
	}
	not contains(_only(_call({"source": "git::https://me:pass@github.com/acme/net.git"})).message, "pass")
}

test_local_and_other_sources if {
	every source in ["./net", "../net", "s3::https://s3.amazonaws.com/acme/net.zip", "https://example.com/net.zip", {"$unknown": "var.source"}] {
		_silent(_call({"source": source}))
	}
}

test_it_was_pinned if {
	[finding] := [f | some f in rule.findings] with input as _call({"source": "github.com/acme/net"}) with data.groundwire.before as _call({"source": "github.com/acme/net?ref=v1"})
	endswith(finding.message, "; until now it was pinned.")
}

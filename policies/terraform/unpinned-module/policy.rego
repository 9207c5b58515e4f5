# METADATA
# title: A module is whatever its source holds today
# description: >-
#   The next plan takes what was pushed since: a breaking change, or a stranger's code with the rights of the pipeline, without any
#   change in this repository.
# custom:
#   id: unpinned-module
#   category: terraform/unpinned-module
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name a version of the registry's module, or a tag or a commit as `ref`.
# related_resources:
#   - ref: https://developer.hashicorp.com/terraform/language/block/module#version
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.unpinned_module

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some call in _calls
	why := _why(call.block)
	finding := tf.remark(call, array.concat(call.path, [why.at]), {
		"message": sprintf("`%s` takes %s of `%s`%s%s.", [call.address, why.what, _source(call.block), why.effect, _former(call)]),
		"severity": why.severity,
	})
}

_calls := [call |
	some index, file in input.documents
	some name, instances in file.document.module
	some instance, block in instances
	is_string(block.source)
	call := {
		"document": index, "file": file.path, "kind": "module", "type": "", "name": name, "block": block,
		"path": ["module", name, instance], "address": sprintf("module.%s", [name]),
	}
]

# Why a call is not pinned; undefined where it is.
_why(block) := {"at": "source", "what": "whatever is on the default branch", "effect": ": the next plan may bring what nobody here reviewed", "severity": "medium"} if {
	_is_git(block.source)
	not contains(block.source, "ref=")
} else := {"at": "source", "what": sprintf("whatever is on the branch `%s`", [_ref(block.source)]), "effect": ": a branch is no pin", "severity": "medium"} if {
	_is_git(block.source)
	_is_branch(_ref(block.source))
} else := {"at": "source", "what": "the newest version", "effect": ": the next init may bring a breaking one", "severity": "medium"} if {
	_is_registry(block.source)
	tf.is_absent(block, "version")
} else := {"at": "version", "what": sprintf("any version `%s`", [block.version]), "effect": ": the next init may bring a breaking one", "severity": "low"} if {
	_is_registry(block.source)
	_is_open(block.version)
}

_is_git(source) if {
	some beginning in ["git::", "git@", "github.com/", "bitbucket.org/", "hg::"]
	startswith(source, beginning)
}

_is_git(source) if regex.match(`^(https|ssh)://[^?]+\.git([/?]|$)`, source)

_ref(source) := split(split(source, "ref=")[1], "&")[0]

# Versions have digits, commits are hexadecimal.
_is_branch(ref) if {
	not regex.match(`[0-9]`, ref)
}

_is_branch(ref) if {
	some beginning in ["feature/", "feat/", "fix/", "hotfix/", "bugfix/", "refs/heads/"]
	startswith(ref, beginning)
}

_is_registry(source) if {
	not _is_git(source)
	path := split(source, "//")[0]
	regex.match(`^([A-Za-z0-9.-]+\.[A-Za-z]+/)?[0-9A-Za-z_-]+/[0-9A-Za-z_-]+/[0-9a-z]+$`, path)
}

_is_open(version) if {
	is_string(version)
	regex.match(`^\s*>=?\s*[0-9.]+\s*$`, version)
}

# What a person reads of the source; what signs in is left out.
_source(block) := concat("://", [parts[0], host_and_path]) if {
	parts := split(split(block.source, "?")[0], "://")
	count(parts) == 2
	ends := split(parts[1], "@")
	host_and_path := ends[count(ends) - 1]
} else := split(block.source, "?")[0]

_former(call) := "; until now it was pinned" if {
	former := tf.same_block(call)
	is_string(former.source)
	not _why(former)
} else := ""

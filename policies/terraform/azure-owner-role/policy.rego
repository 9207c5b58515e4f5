# METADATA
# title: A role of Azure may do anything
# description: >-
#   Who holds it, or steals its token, has the whole scope: every resource, every secret, and the right to give others the same.
# custom:
#   id: azure-owner-role
#   category: terraform/azure-identity
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the actions that the work needs, on the resource group that it is about.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/role-based-access-control/best-practices
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_owner_role

import data.groundwire.lib.terraform as tf

# A role of one's own with every action.
findings contains finding if {
	some found in tf.resources(input, ["azurerm_role_definition"])
	some index, permission in found.block.permissions
	"*" in permission.actions
	finding := tf.remark(found, array.concat(found.path, ["permissions", index, "actions"]), {
		"message": sprintf("`%s` may do anything (`*`)%s%s.", [found.address, _except(permission), _former_actions(found, index)]),
		"severity": _severity(permission),
	})
}

# A built-in one, for a whole subscription or more.
findings contains finding if {
	some found in tf.resources(input, ["azurerm_role_assignment"])
	found.block.role_definition_name in {"Owner", "User Access Administrator"}
	_is_wide(found.block.scope)
	finding := tf.remark(found, array.concat(found.path, ["role_definition_name"]), {
		"message": sprintf("`%s` makes its holder `%s` of a whole subscription or management group%s.", [found.address, found.block.role_definition_name, _former_role(found)]),
		"subject": sprintf("%s/role", [found.address]),
	})
}

_is_wide(scope) if {
	is_string(scope)
	some form in [`^/subscriptions/[^/]+$`, `^/providers/Microsoft.Management/managementGroups/[^/]+$`, `^/$`]
	regex.match(form, scope)
}

_is_wide(scope) if {
	tf.is_unknown(scope)
	some source in ["data.azurerm_subscription.", "azurerm_subscription.", "azurerm_management_group.", "data.azurerm_management_group."]
	startswith(scope["$unknown"], source)
}

# Contributors may not give others rights.
_severity(permission) := "medium" if {
	some action in permission.not_actions
	startswith(action, "Microsoft.Authorization/")
} else := "high"

_except(permission) := sprintf(" but `%s`", [concat("`, `", array.slice(list, 0, 3))]) if {
	list := permission.not_actions
	count(list) > 0
} else := ""

_former_actions(found, index) := sprintf("; before: `%s`", [concat("`, `", array.slice(list, 0, 3))]) if {
	list := tf.same_block(found).permissions[index].actions
	not "*" in list
	count(list) > 0
} else := ""

_former_role(found) := sprintf("; before: `%s`", [former]) if {
	former := tf.same_block(found).role_definition_name
	former != found.block.role_definition_name
} else := ""

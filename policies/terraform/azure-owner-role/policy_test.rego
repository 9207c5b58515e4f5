package groundwire.terraform.azure_owner_role_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.azure_owner_role as rule

_role(permission) := modules.resource("azurerm_role_definition", "deployer", {"permissions": [permission]})

_assigned(role, scope) := modules.resource("azurerm_role_assignment", "a", {"role_definition_name": role, "scope": scope})

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

test_every_action if {
	finding := _only(_role({"actions": ["*"], "not_actions": []}))
	finding.at == ["resource", "azurerm_role_definition", "deployer", 0, "permissions", 0, "actions"]
	finding.severity == "high"
	_only(_role({"actions": ["*"], "not_actions": ["Microsoft.Authorization/*/Write"]})).severity == "medium"
	_silent(_role({"actions": ["Microsoft.Resources/subscriptions/resourceGroups/read"]}))
	_silent(_role({"actions": {"$unknown": "var.actions"}}))
}

test_owners_of_subscriptions if {
	_only(_assigned("Owner", {"$unknown": "data.azurerm_subscription.primary.id"})).at == ["resource", "azurerm_role_assignment", "a", 0, "role_definition_name"]
	_only(_assigned("Owner", "/subscriptions/1"))
	_silent(_assigned("Owner", {"$unknown": "azurerm_resource_group.shop.id"}))
	_silent(_assigned("Reader", "/subscriptions/1"))
}

test_what_it_was if {
	[finding] := [f | some f in rule.findings] with input as _role({"actions": ["*"]}) with data.groundwire.before as _role({"actions": ["Microsoft.Web/sites/read"]})
	endswith(finding.message, "; before: `Microsoft.Web/sites/read`.")
	[other] := [f | some f in rule.findings] with input as _assigned("Owner", "/subscriptions/1") with data.groundwire.before as _assigned("Reader", "/subscriptions/1")
	endswith(other.message, "; before: `Reader`.")
}

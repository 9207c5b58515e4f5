package groundwire.lib.terraform

# Disks and file systems, and whether what is on them can be read without a key.

_encrypted := [turned_on(["encrypted"])]

_root_disk := object.union(turned_on(["root_block_device", "encrypted"]), {"part": "/root"})

_own_key(path) := {"path": path, "weak": {""}, "absent": true}

_volume_settings := {
	"aws_ebs_volume": [object.union(turned_on(["encrypted"]), {"from": ["snapshot_id"]})],
	"aws_ebs_snapshot_copy": _encrypted,
	"aws_efs_file_system": _encrypted,
	"aws_ami_copy": _encrypted,
	"aws_instance": [_root_disk],
	"aws_launch_configuration": [_root_disk],
	"aws_ebs_encryption_by_default": [kept_on(["enabled"])],
	"aws_fsx_openzfs_file_system": [_own_key(["kms_key_id"])],
	"aws_fsx_ontap_file_system": [_own_key(["kms_key_id"])],
	"aws_fsx_windows_file_system": [_own_key(["kms_key_id"])],
	"aws_fsx_lustre_file_system": [_own_key(["kms_key_id"])],
	"aws_workspaces_workspace": [
		object.union(turned_on(["root_volume_encryption_enabled"]), {"part": "/root"}),
		object.union(turned_on(["user_volume_encryption_enabled"]), {"part": "/user"}),
	],
	"aws_sagemaker_notebook_instance": [_own_key(["kms_key_id"])],
	"aws_sagemaker_domain": [_own_key(["kms_key_id"])],
	"aws_sagemaker_endpoint_configuration": [_own_key(["kms_key_arn"])],
	"aws_imagebuilder_component": [_own_key(["kms_key_id"])],
	"aws_codebuild_project": [object.union(kept_off(["artifacts", "encryption_disabled"]), {"part": "/artifacts"})],
	"aws_dlm_lifecycle_policy": [object.union(kept_on(["policy_details", "schedule", "cross_region_copy_rule", "encrypted"]), {"part": "/copies"})],
	"aws_backup_vault": [_own_key(["kms_key_arn"])],
	"terraform-aws-modules/efs": [kept_on(["encrypted"])],
	"cloudposse/efs": [kept_on(["encrypted"])],
}

# Disks that have no key, as far as a setting of the resource says so.
unencrypted_volumes := array.concat(
	[weak |
		some weak in weak_settings(input, _volume_settings)
		not _account_encrypts(weak)
		not _has_no_such_disk(weak)
	],
	_unencrypted_devices,
)

# Disks of a block device each, beyond the first.
_unencrypted_devices := [{
	"found": found,
	"name": concat(".", path),
	"at": array.concat(found.path, _at_device(form, index)),
	"subject": sprintf("%s/%s", [found.address, object.get(device, "device_name", sprintf("%d", [index]))]),
	"explicit": value != null,
	"value": value,
	"lost": _device_was_encrypted(found, form, device),
	"former": _device_value(form, _former_device(found, form, device)),
} |
	some form in _device_forms
	path := [form.block, "encrypted"]
	some found in resources(input, form.types)
	some index, device in found.block[form.block]
	is_object(device)
	not is_unknown(device)
	object.get(device, "virtual_name", null) == null
	object.get(device, "no_device", null) == null
	_has_disk(form, device)
	value := _device_value(form, device)
	_is_no(value)
	not _takes_over(_disk(form, device), {"from": ["snapshot_id"]})
	not _account_encrypts({"found": found, "explicit": value != null})
]

_device_forms := [
	{"types": ["aws_instance", "aws_launch_configuration"], "block": "ebs_block_device", "below": null},
	{"types": ["aws_launch_template"], "block": "block_device_mappings", "below": "ebs"},
	{"types": ["aws_ami"], "block": "ebs_block_device", "below": null},
	{"types": ["aws_imagebuilder_image_recipe"], "block": "block_device_mapping", "below": "ebs"},
]

_has_disk(form, _) if form.below == null

_has_disk(form, device) if device[form.below][0]

_disk(form, device) := device if form.below == null

_disk(form, device) := object.get(device, [form.below, 0], {}) if form.below != null

_device_value(form, device) := object.get(_disk(form, device), "encrypted", null) if is_object(device)

_device_value(_, device) := null if device == null

_is_no(value) if value == null

_is_no(value) if is_off(value)

_at_device(form, index) := [form.block, index, "encrypted"] if form.below == null

_at_device(form, index) := [form.block, index, form.below, 0, "encrypted"] if form.below != null

_former_device(found, form, device) := former if {
	some former in same_block(found)[form.block]
	former.device_name == device.device_name
} else := null

_device_was_encrypted(found, form, device) if {
	is_on(_device_value(form, _former_device(found, form, device)))
} else := false

# The account encrypts every disk that says nothing, where its default is set here.
_account_encrypts(weak) if {
	not weak.explicit
	some setting in resources(input, ["aws_ebs_encryption_by_default"])
	not is_off(object.get(setting.block, "enabled", true))
	startswith(weak.found.type, "aws_")
	weak.found.type in {"aws_ebs_volume", "aws_instance", "aws_launch_configuration", "aws_launch_template", "aws_ebs_snapshot_copy", "aws_ami_copy"}
}

# An instance from a template has the template's disks.
_has_no_such_disk(weak) if {
	weak.found.type == "aws_instance"
	not weak.explicit
	weak.found.block.launch_template
}

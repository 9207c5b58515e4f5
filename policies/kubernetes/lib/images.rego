package groundwire.lib.kubernetes

# What the name of an image says about which image it is.

# Is the name written out? What a tool fills in later says nothing.
is_known_image(image) if {
	is_string(image)
	image != ""
	image != "auto"
	not startswith(image, "ko://")
	every mark in ["${", "$(", "{{", "<", ">", " ", "%"] {
		not contains(image, mark)
	}
}

has_digest(image) if contains(image, "@sha256:")

has_digest(image) if contains(image, "@sha512:")

# The tag; undefined where there is none. A colon before the last slash belongs to the registry's port.
image_tag(image) := tag if {
	[_, tag] := split(_last_part(image), ":")
	tag != ""
}

_last_part(image) := parts[count(parts) - 1] if {
	parts := split(split(image, "@")[0], "/")
}

# Does the name stand for another image after the next push?
is_floating(image) if {
	is_known_image(image)
	not has_digest(image)
	object.get({"tag": image_tag(image)}, "tag", "") == "latest"
}

is_floating(image) if {
	is_known_image(image)
	not has_digest(image)
	not image_tag(image)
}

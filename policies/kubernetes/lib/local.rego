package groundwire.lib.kubernetes

# Which containers only ever run on a developer's own cluster (kind, minikube, Tilt). What they lack harms nobody else.

# An image that is never pulled has to be put on the node by hand, so the whole pod can start nowhere else.
is_local(workload, _) if {
	some neighbour in containers(workload)
	neighbour.container.imagePullPolicy == "Never"
}

is_local(_, container) if _local_image(container.image)

# With a digest it is one particular image, whatever its tag is called.
_local_image(image) if {
	some tag in [":local", ":dev"]
	endswith(image, tag)
}

_local_image(image) if {
	some registry in ["localhost/", "localhost:", "127.0.0.1:", "kind.local/", "ko.local/", "dev.local/"]
	startswith(image, registry)
}

# It was local before as well: a change cannot make little of what it takes away by calling the image local.
stays_local(workload, before, name) if {
	is_local(workload, same_container(workload, name))
	is_local(before, same_container(before, name))
}

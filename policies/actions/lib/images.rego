package groundwire.lib.actions

# The container images that jobs, services, steps and Docker actions run.

# Each with its place; an image of the matrix stands where it is used, with the name of the axis.
images(document) := {found |
	some written in _written(document)
	some found in _known(document, written)
}

_written(document) := ((({written |
	some name, job in jobs(document)
	is_string(job.container)
	written := {"image": job.container, "at": ["jobs", name, "container"], "subject": concat("/", [name, "container"]), "job": name}
} | {written |
	some name, job in jobs(document)
	is_string(job.container.image)
	written := {"image": job.container.image, "at": ["jobs", name, "container", "image"], "subject": concat("/", [name, "container"]), "job": name}
}) | {written |
	some name, job in jobs(document)
	some key, service in job.services
	is_string(service.image)
	written := {"image": service.image, "at": ["jobs", name, "services", key, "image"], "subject": concat("/", [name, key]), "job": name}
}) | {written |
	some found in steps(document)
	is_string(found.step.uses)
	startswith(trim_space(found.step.uses), "docker://")
	written := {"image": trim_prefix(trim_space(found.step.uses), "docker://"), "at": array.concat(found.path, ["uses"]), "subject": concat("/", [found.job, image_name(trim_prefix(trim_space(found.step.uses), "docker://"))]), "job": found.job}
}) | {written |
	document["$kind"] == "action"
	is_string(document.runs.image)
	startswith(document.runs.image, "docker://")
	written := {"image": trim_prefix(document.runs.image, "docker://"), "at": ["runs", "image"], "subject": "runs", "job": ""}
}

_known(document, written) := {found |
	axis := _axis(written.image)
	some value in _matrix_values(document, written.job, axis)
	value != ""
	found := object.union(written, {"image": value, "matrix": concat("", ["matrix.", axis])})
} if {
	_axis(written.image)
} else := {written | written.image != ""}

# `${{ matrix.image }}` alone, with a fallback perhaps.
_axis(text) := axis if {
	regex.match(`^\s*\$\{\{\s*matrix\.[\w-]+\s*(\|\|\s*''\s*)?\}\}\s*$`, text)
	axis := trim_space(split(split(split(split(text, "matrix.")[1], "}")[0], "|")[0], " ")[0])
}

_matrix_values(document, name, axis) := {value |
	some value in document.jobs[name].strategy.matrix[axis]
	is_string(value)
} | {value |
	some combination in document.jobs[name].strategy.matrix.include
	value := combination[axis]
	is_string(value)
}

# Without tag and digest.
image_name(image) := name if {
	plain := split(image, "@")[0]
	parts := split(plain, "/")
	last := parts[count(parts) - 1]
	name := concat("/", array.concat(array.slice(parts, 0, count(parts) - 1), [split(last, ":")[0]]))
}

_tag(image) := tag if {
	parts := split(split(image, "@")[0], "/")
	[_, tag] := split(parts[count(parts) - 1], ":")
} else := ""

# No digest, and no tag or one that moves with every release.
is_floating(image) if {
	image != ""
	not contains(image, "@")
	not contains(image, "${{")
	_tag(image) in {"", "latest"}
}

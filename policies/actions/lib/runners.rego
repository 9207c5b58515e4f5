package groundwire.lib.actions

# On whose machines a job runs.

# What runner of one's own a job runs on, or may; undefined for hosted ones and for what cannot be known.
own_runner(job) := "a self-hosted runner" if {
	"self-hosted" in _labels(job)
} else := sprintf("the runner group `%s`", [job["runs-on"].group]) if {
	is_string(job["runs-on"].group)
} else := "a self-hosted runner for some of its matrix" if {
	_matrix_runs_there(job)
} else := "what an expression decides, which may be a runner of your own" if {
	is_array(job["runs-on"])
	is_expression(job["runs-on"][0])
}

_labels(job) := (({lower(label) |
	some label in [job["runs-on"]]
	is_string(label)
} | {lower(label) |
	is_array(job["runs-on"])
	some label in job["runs-on"]
	is_string(label)
}) | {lower(label) |
	some label in [job["runs-on"].labels]
	is_string(label)
}) | {lower(label) |
	is_array(job["runs-on"].labels)
	some label in job["runs-on"].labels
	is_string(label)
}

_matrix_runs_there(job) if {
	path := _matrix_path(job["runs-on"])
	some value in _axis_values(job.strategy.matrix, path[0])
	_is_own(object.get({"value": value}, array.concat(["value"], array.slice(path, 1, count(path))), ""))
}

# `${{ matrix.target.os }}`: ["target", "os"].
_matrix_path(text) := path if {
	regex.match(`^\s*\$\{\{\s*matrix(\.[\w-]+)+\s*\}\}\s*$`, text)
	path := array.slice(split(trim_space(split(split(text, "{{")[1], "}}")[0]), "."), 1, 10)
}

_axis_values(matrix, axis) := {value |
	some value in matrix[axis]
	not _is_excluded(matrix, axis, value)
} | {value | some combination in matrix.include; value := combination[axis]}

# An exclusion by this axis alone takes the value out of all combinations.
_is_excluded(matrix, axis, value) if {
	some combination in matrix.exclude
	combination == {axis: value}
}

_is_own(value) if value == "self-hosted"

_is_own(value) if {
	is_array(value)
	"self-hosted" in value
}

# METADATA
# description: The rules of a file of Prometheus, and what its exporters call their metrics.
package groundwire.lib.alerts

# Every rule of a file with its place and its name.
rules(file) := [found |
	some group_index, group in file.groups
	some index, rule in group.rules
	is_object(rule)
	found := {"rule": rule, "path": ["groups", group_index, "rules", index], "name": _name(rule), "group": group}
]

alerting(file) := [found |
	some found in rules(file)
	found.rule.alert
	not found.rule.record
]

_name(rule) := rule.alert if is_string(rule.alert)

_name(rule) := rule.record if {
	is_string(rule.record)
	not is_string(object.get(rule, "alert", null))
}

_name(rule) := "?" if {
	not is_string(object.get(rule, "alert", null))
	not is_string(object.get(rule, "record", null))
}

# Does it wait before it fires?
waits(rule) if {
	value := rule.for
	not value in {0, "0", "0s", "0m", "0h", ""}
}

# The rule of this name at base, and of several the one at the same place among them; undefined where their number changed.
former(found) := old if {
	now := _called(input, found.name)
	before := _called(data.groundwire.before, found.name)
	count(now) == count(before)
	some index, one in now
	one.path == found.path
	old := before[index]
}

_called(file, name) := [found | some found in alerting(file); found.name == name]

# Does it say what to do, or where that stands?
explains(rule) if {
	some name in object.keys(object.get(rule, "annotations", {}))
	contains(replace(lower(name), "_", ""), "runbook")
}

explains(rule) if {
	some text in object.get(rule, "annotations", {})
	is_string(text)
	contains(lower(text), "runbook")
}

# The label that says how much it matters.
weight(rule) := label if {
	labels := [label | some label in ["severity", "priority", "level", "urgency", "page"]; rule.labels[label]]
	label := labels[0]
}

is_duration(0)

is_duration(value) if {
	is_string(value)
	regex.match(`^(0|([0-9]+(ms|s|m|h|d|w|y))+)$`, value)
}

# What is still to be put in.
is_duration(value) if {
	is_string(value)
	regex.match(`[{$]`, value)
}

# Metrics that their exporters have called something else for years: node_exporter since 0.16, kube-state-metrics since 2.0, the
# API server since Kubernetes 1.14.
renamed := object.union_n([
	{name: sprintf("node_exporter has called `%s_bytes` since 0.16", [name]) |
		some what in ["MemFree", "MemTotal", "MemAvailable", "Buffers", "Cached", "SwapFree", "SwapTotal", "Slab"]
		name := concat("", ["node_memory_", what])
	},
	{old: sprintf("node_exporter has called `%s` since 0.16", [new]) |
		some old, new in {
			"node_cpu": "node_cpu_seconds_total",
			"node_boot_time": "node_boot_time_seconds",
			"node_time": "node_time_seconds",
			"node_filesystem_avail": "node_filesystem_avail_bytes",
			"node_filesystem_free": "node_filesystem_free_bytes",
			"node_filesystem_size": "node_filesystem_size_bytes",
			"node_disk_bytes_read": "node_disk_read_bytes_total",
			"node_disk_bytes_written": "node_disk_written_bytes_total",
			"node_disk_io_time_ms": "node_disk_io_time_seconds_total",
			"node_network_receive_bytes": "node_network_receive_bytes_total",
			"node_network_transmit_bytes": "node_network_transmit_bytes_total",
			"node_network_receive_errs": "node_network_receive_errs_total",
			"node_network_transmit_errs": "node_network_transmit_errs_total",
			"node_context_switches": "node_context_switches_total",
			"node_forks": "node_forks_total",
			"node_intr": "node_intr_total",
		}
	},
	{old: sprintf("kube-state-metrics has called `%s` since 2.0", [new]) |
		some old, new in {
			"kube_hpa_status_current_replicas": "kube_horizontalpodautoscaler_status_current_replicas",
			"kube_hpa_status_desired_replicas": "kube_horizontalpodautoscaler_status_desired_replicas",
			"kube_hpa_spec_max_replicas": "kube_horizontalpodautoscaler_spec_max_replicas",
			"kube_hpa_spec_min_replicas": "kube_horizontalpodautoscaler_spec_min_replicas",
			"kube_pod_container_resource_requests_cpu_cores": "kube_pod_container_resource_requests{resource=\"cpu\"}",
			"kube_pod_container_resource_requests_memory_bytes": "kube_pod_container_resource_requests{resource=\"memory\"}",
			"kube_pod_container_resource_limits_cpu_cores": "kube_pod_container_resource_limits{resource=\"cpu\"}",
			"kube_pod_container_resource_limits_memory_bytes": "kube_pod_container_resource_limits{resource=\"memory\"}",
			"kube_node_status_allocatable_cpu_cores": "kube_node_status_allocatable{resource=\"cpu\"}",
			"kube_node_status_allocatable_memory_bytes": "kube_node_status_allocatable{resource=\"memory\"}",
			"kube_node_status_capacity_cpu_cores": "kube_node_status_capacity{resource=\"cpu\"}",
			"kube_node_status_capacity_memory_bytes": "kube_node_status_capacity{resource=\"memory\"}",
		}
	},
	{old: sprintf("Kubernetes has called `%s` since 1.14", [new]) |
		some old, new in {
			"apiserver_request_count": "apiserver_request_total",
			"apiserver_request_latencies_bucket": "apiserver_request_duration_seconds_bucket",
			"apiserver_request_latencies_summary": "apiserver_request_duration_seconds",
			"rest_client_request_latency_seconds_bucket": "rest_client_request_duration_seconds_bucket",
		}
	},
])

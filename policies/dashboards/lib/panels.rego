# METADATA
# description: The queries of a dashboard.
package groundwire.lib.dashboards

# Every query that asks Prometheus, with its place and the title of its panel. Rows hold panels of their own.
targets(board) := array.concat(
	[found |
		some index, panel in board.panels
		some found in _of(panel, ["panels", index])
	],
	[found |
		some row_index, row in board.panels
		some index, panel in row.panels
		some found in _of(panel, ["panels", row_index, "panels", index])
	],
)

_of(panel, path) := [found |
	some index, target in panel.targets
	target.promql
	found := {"target": target, "path": array.concat(path, ["targets", index]), "name": concat(" ", [object.get(panel, "title", "?"), object.get(target, "refId", "")])}
]

# What exporters have called otherwise for years: node_exporter since 0.16, kube-state-metrics since 2.0, Kubernetes since 1.14.
renamed := {
	"node_cpu": "node_cpu_seconds_total",
	"node_boot_time": "node_boot_time_seconds",
	"node_time": "node_time_seconds",
	"node_memory_MemFree": "node_memory_MemFree_bytes",
	"node_memory_MemTotal": "node_memory_MemTotal_bytes",
	"node_memory_MemAvailable": "node_memory_MemAvailable_bytes",
	"node_filesystem_avail": "node_filesystem_avail_bytes",
	"node_filesystem_free": "node_filesystem_free_bytes",
	"node_filesystem_size": "node_filesystem_size_bytes",
	"node_disk_bytes_read": "node_disk_read_bytes_total",
	"node_disk_bytes_written": "node_disk_written_bytes_total",
	"node_network_receive_bytes": "node_network_receive_bytes_total",
	"node_network_transmit_bytes": "node_network_transmit_bytes_total",
	"kube_hpa_status_current_replicas": "kube_horizontalpodautoscaler_status_current_replicas",
	"kube_hpa_status_desired_replicas": "kube_horizontalpodautoscaler_status_desired_replicas",
	"kube_hpa_spec_max_replicas": "kube_horizontalpodautoscaler_spec_max_replicas",
	"kube_pod_container_resource_requests_cpu_cores": "kube_pod_container_resource_requests",
	"kube_pod_container_resource_requests_memory_bytes": "kube_pod_container_resource_requests",
	"kube_pod_container_resource_limits_cpu_cores": "kube_pod_container_resource_limits",
	"kube_pod_container_resource_limits_memory_bytes": "kube_pod_container_resource_limits",
	"apiserver_request_count": "apiserver_request_total",
	"apiserver_request_latencies_bucket": "apiserver_request_duration_seconds_bucket",
}

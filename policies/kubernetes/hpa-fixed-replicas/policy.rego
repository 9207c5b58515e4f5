# METADATA
# title: A fixed number beside an autoscaler
# description: >-
#   Each time the manifest is applied the workload goes back to the fixed number, in the middle of the load that the
#   autoscaler had answered.
# custom:
#   id: hpa-fixed-replicas
#   category: kubernetes/hpa
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Leave replicas out of the workload; the autoscaler keeps the number.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.hpa_fixed_replicas

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some workload in k8s.workspace_workloads
	replicas := workload.object.spec.replicas
	is_number(replicas)
	replicas > 0
	some scaler in k8s.scalers_of(workload)
	finding := k8s.object_remark(workload, ["spec", "replicas"], {"message": sprintf("The autoscaler `%s` scales `%s`, and each apply sets it back to %d pods.", [scaler.name, workload.name, replicas])})
}

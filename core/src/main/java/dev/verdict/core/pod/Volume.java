package dev.verdict.core.pod;

/// A volume of a pod.
///
/// @param type the field that says what it is: `hostPath`, `persistentVolumeClaim`, `nfs`, `csi`
///   ...
/// @param names the claim, ConfigMap, Secret, path or server that it names; empty where it names
///   none
public record Volume(String name, String type, String names) {}

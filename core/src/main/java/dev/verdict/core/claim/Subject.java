package dev.verdict.core.claim;

/// The object a question or a claim is about, by its kind as Kubernetes writes it.
public record Subject(String kind, String namespace, String name) {}

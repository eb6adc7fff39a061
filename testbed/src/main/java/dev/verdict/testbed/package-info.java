/// A real Kubernetes under the tests: its control plane, what is loaded into it, and the kubelets
/// that hand out recorded logs.
@NullMarked
package dev.verdict.testbed;

import org.jspecify.annotations.NullMarked;

/// Pods, their containers and the nodes they sit on, as the kubelet last reported them.
@NullMarked
package dev.verdict.core.pod;

import org.jspecify.annotations.NullMarked;

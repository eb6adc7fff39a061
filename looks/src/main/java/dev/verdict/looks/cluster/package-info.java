/// The one way to a cluster: a GET. A running cluster, a recording on disk, and a test that damages
/// answers all stand behind the same interface, so the same code understands them.
@NullMarked
package dev.verdict.looks.cluster;

import org.jspecify.annotations.NullMarked;

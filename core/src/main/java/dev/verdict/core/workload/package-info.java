/// What owns pods: the kinds that people deploy, their templates and their revisions.
@NullMarked
package dev.verdict.core.workload;

import org.jspecify.annotations.NullMarked;

/// Comparisons of whole processes and JMH benchmarks. They print, and decide nothing.
@NullMarked
package dev.verdict.benchmarks;

import org.jspecify.annotations.NullMarked;

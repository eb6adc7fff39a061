/// Recognised facts that explain a verdict and never decide it.
@NullMarked
package dev.verdict.core.circumstance;

import org.jspecify.annotations.NullMarked;

/// What one look at the cluster gave: seen, absent, or unavailable with the reason why.
@NullMarked
package dev.verdict.core.observation;

import org.jspecify.annotations.NullMarked;

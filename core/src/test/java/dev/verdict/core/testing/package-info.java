/// The language of core's tests: evidence written by hand with readable defaults, verdicts read as
/// one line.
@NullMarked
package dev.verdict.core.testing;

import org.jspecify.annotations.NullMarked;

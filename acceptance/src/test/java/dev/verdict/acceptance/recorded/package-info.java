/// The specification: every recorded moment, judged, beside what is true of it.
@NullMarked
package dev.verdict.acceptance.recorded;

import org.jspecify.annotations.NullMarked;

/// Everything looked at for one question, with what could not be looked at.
@NullMarked
package dev.verdict.core.evidence;

import org.jspecify.annotations.NullMarked;

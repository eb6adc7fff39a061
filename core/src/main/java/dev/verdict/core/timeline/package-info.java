/// What happened when, and by whose clock.
@NullMarked
package dev.verdict.core.timeline;

import org.jspecify.annotations.NullMarked;

/// What is asked, and what a platform asserted.
@NullMarked
package dev.verdict.core.claim;

import org.jspecify.annotations.NullMarked;

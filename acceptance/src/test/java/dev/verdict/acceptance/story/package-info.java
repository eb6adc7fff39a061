/// Stories that really happen, in a real cluster, while Verdict is asked about them.
@NullMarked
package dev.verdict.acceptance.story;

import org.jspecify.annotations.NullMarked;

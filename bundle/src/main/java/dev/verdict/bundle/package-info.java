/// The cluster on disk: a recorded moment, as a folder or an archive, answers the same GETs as the
/// cluster it was recorded from. It understands of the JSON only where one object ends and whose it
/// is.
@NullMarked
package dev.verdict.bundle;

import org.jspecify.annotations.NullMarked;

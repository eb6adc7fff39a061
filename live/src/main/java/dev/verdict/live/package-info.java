/// The running cluster: through the user's own kubectl, or through the Kubernetes client. Both only
/// answer GETs; they understand nothing of what they hand over.
@NullMarked
package dev.verdict.live;

import org.jspecify.annotations.NullMarked;

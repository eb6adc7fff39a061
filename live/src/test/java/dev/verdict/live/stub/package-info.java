/// An API server for tests: serves a recorded moment over HTTP or TLS as the real one would,
/// refuses what the real one would refuse, and misbehaves on request.
@NullMarked
package dev.verdict.live.stub;

import org.jspecify.annotations.NullMarked;

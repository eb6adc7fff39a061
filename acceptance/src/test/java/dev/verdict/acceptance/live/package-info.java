/// The recorded moments behind a running API server: over HTTP and TLS, through kubectl and the
/// client, in this process and as the packaged command.
@NullMarked
package dev.verdict.acceptance.live;

import org.jspecify.annotations.NullMarked;

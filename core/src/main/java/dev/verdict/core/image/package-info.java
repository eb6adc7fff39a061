/// Image references, digests and what a runtime reports as an image's identity.
@NullMarked
package dev.verdict.core.image;

import org.jspecify.annotations.NullMarked;

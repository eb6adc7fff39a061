/// The judge. Evidence goes in, a verdict comes out: [dev.verdict.core.SecondOpinion]. It reaches
/// no cluster, no file, no clock and no thread.
@NullMarked
package dev.verdict.core;

import org.jspecify.annotations.NullMarked;

/// Fuzz targets: everything that parses what a cluster wrote. `dev/fuzz` runs them; a finding
/// becomes a test beside the code it is about.
@NullMarked
package dev.verdict.acceptance.fuzz;

import org.jspecify.annotations.NullMarked;

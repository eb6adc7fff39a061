/// One file a Kubernetes kind: JSON to the values of core. What is missing becomes an Optional here
/// and nowhere else; what is not understood is a `Misread`, and the list it stood in is a gap as a
/// whole.
@NullMarked
package dev.verdict.looks.reading;

import org.jspecify.annotations.NullMarked;

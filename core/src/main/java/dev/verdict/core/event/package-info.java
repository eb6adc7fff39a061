/// What controllers, scheduler and kubelets said about objects, kept for about an hour.
@NullMarked
package dev.verdict.core.event;

import org.jspecify.annotations.NullMarked;

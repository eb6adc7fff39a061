/// Words for people and fields for machines: what a verdict, a build log or an explanation says, as
/// text, JSON, YAML or a table. Every sentence of the product is here; whatever the cluster wrote
/// is masked and escaped here before anybody sees it.
@NullMarked
package dev.verdict.report;

import org.jspecify.annotations.NullMarked;

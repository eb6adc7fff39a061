package dev.verdict.cli;

import dev.verdict.report.Footing;
import dev.verdict.report.JsonReport;
import dev.verdict.report.Names;
import dev.verdict.report.Opinion;
import dev.verdict.report.Style;
import dev.verdict.report.Table;
import dev.verdict.report.TextReport;

import java.util.List;

/// Answers of `check` in the format that was asked for.
final class Rendering {
    private final Footing footing;
    private final Style style;
    private final Format format;

    Rendering(Footing footing, CheckRequest request) {
        this.footing = footing;
        this.format = request.format();
        this.style =
                Style.plain().withColour(request.isColoured()).withLogs(!request.withoutLogs());
    }

    /// One workload.
    String page(Judged one) {
        return switch (format) {
            case TABLE -> TextReport.of(opinion(one), footing, style);
            case WIDE -> Table.of(List.of(opinion(one)), style, true, false);
            case JSON -> JsonReport.of(opinion(one), footing, style);
            case YAML -> JsonReport.yamlOf(opinion(one), footing, style);
            case NAME -> Names.of(List.of(opinion(one)));
        };
    }

    /// Several, the worst first; for people no table without rows.
    ///
    /// @param withNamespaces whether they may be of several namespaces
    String table(List<Judged> rows, boolean withNamespaces) {
        List<Opinion> opinions = rows.stream().map(Rendering::opinion).toList();
        return switch (format) {
            case TABLE, WIDE ->
                    rows.isEmpty()
                            ? ""
                            : Table.of(opinions, style, format == Format.WIDE, withNamespaces);
            case JSON -> JsonReport.listOf(opinions, footing, style);
            case YAML -> JsonReport.yamlListOf(opinions, footing, style);
            case NAME -> Names.of(opinions);
        };
    }

    private static Opinion opinion(Judged one) {
        return new Opinion(one.verdict(), one.askedFor());
    }
}

package dev.verdict.cli;

/// `--color` and `NO_COLOR`.
final class Colour {
    private Colour() {}

    static boolean isWanted(Given given, Surroundings surroundings) throws Refusal {
        String wish = given.value("--color").orElse("auto");
        return switch (wish) {
            case "auto" -> surroundings.isOutTerminal() && !surroundings.noColour();
            case "always" -> true;
            case "never" -> false;
            default ->
                    throw Refusal.usage(
                            "--color "
                                    + Text.quoted(wish)
                                    + " is not known; take auto, always or never");
        };
    }
}

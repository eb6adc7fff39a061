package dev.verdict.core.cause;

/// Whose move it is.
public enum Owner {
    DEVELOPER,
    PLATFORM,
    NOBODY;

    /// The word of the JSON: `developer`, `platform`, `nobody`.
    public String word() {
        return switch (this) {
            case DEVELOPER -> "developer";
            case PLATFORM -> "platform";
            case NOBODY -> "nobody";
        };
    }
}

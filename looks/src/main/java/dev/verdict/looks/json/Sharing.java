package dev.verdict.looks.json;

/// Gives equal values one identity, so that twenty thousand pods of one template hold its parts
/// once. It remembers the last value a slot: bounded whatever comes, and forgetting costs only
/// memory.
public final class Sharing {
    private static final int SLOTS = 1 << 13;
    private static final int LONGEST = 256;

    private final Object[] slots = new Object[SLOTS];

    /// An equal value seen before, or this one.
    @SuppressWarnings("unchecked")
    public <T> T share(T value) {
        if (value instanceof String text && text.length() > LONGEST) {
            return value;
        }
        int hash = value.hashCode();
        int slot = (hash ^ hash >>> 13) & SLOTS - 1;
        Object known = slots[slot];
        if (known != null && known.getClass() == value.getClass() && known.equals(value)) {
            return (T) known;
        }
        slots[slot] = value;
        return value;
    }
}
